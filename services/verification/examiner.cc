#include "services/verification/examiner.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/report/fields.h"
#include "libs/report/resaved.h"
#include "libs/report/template.h"
#include "services/verification/served_number.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the verdicts' names
using claim::Claim;
using claim::ReportNumber;
using report::Scan;
using report::v1::ReportData;

// Our signature over something that the registry does not hold: a stolen key,
// or a registry that lost something.
VerifyReportResponse Unregistered(const std::string& number,
                                  Presented presented) {
  base::Log(base::Severity::kError, "signed_but_unregistered",
            {{"report_number", number}});
  return Say(AUTHENTICITY_UNREGISTERED, presented);
}

// To who presented it, or the file.
void AddDigest(const RegisteredReport& report,
               absl::StatusOr<VerifyReportResponse>& answer) {
  if (!answer.ok() || !answer->has_issued()) return;
  answer->mutable_issued()->set_pdf_sha256(report.pdf_sha256());
}

// What an authority said whose key others may have had proves nothing.
void AddStamp(const Scan& scan, bool counts,
              absl::StatusOr<VerifyReportResponse>& answer) {
  if (!scan.stamped_at || !answer.ok() || !answer->has_issued()) return;
  if (!counts) {
    answer->mutable_message()->append(StampCountsNotText());
    return;
  }
  answer->mutable_issued()->mutable_stamp_time()->set_seconds(
      absl::ToUnixSeconds(*scan.stamped_at));
}

// Whether a file that is altered carries a genuine claim of another report.
bool IsTransplanted(const Scan& scan, const std::optional<Claim>& claim) {
  const absl::StatusOr<ReportData> data =
      claim::ParseReportData(scan.report_data);
  return claim && data.ok() && !scan.report_data.empty() &&
         data->report_number() != claim->number.text();
}

// The pages of a file that we signed and registered do not show its data as
// `drawn` words it, which none does that was read back before it was let out.
// What no template words decides: where the page says that, the template was
// edited since, or is missing here (null), which must not turn a genuine report
// into a forgery; nor is a file genuine whose sentences were not compared.
VerifyReportResponse ShowsOtherwise(absl::string_view pdf,
                                    const ReportData& data,
                                    const report::Template* drawn,
                                    const absl::Status& shown) {
  const absl::Status facts = report::CheckFacts(pdf, data, drawn);
  const absl::string_view words =
      drawn == nullptr ? "alarm_template_missing" : "alarm_template_edited";
  const bool contradicted = absl::IsFailedPrecondition(facts);
  base::Log(base::Severity::kError,
            contradicted ? "alarm_pages_show_otherwise" : words,
            {{"report_number", data.report_number()},
             {"template_id", data.template_id()},
             {"reason", shown.ToString()}});
  if (!contradicted) {
    VerifyReportResponse response =
        Say(AUTHENTICITY_CANNOT_TELL, Presented::kPdf);
    response.set_message(WordsUnknownText());
    return response;
  }
  VerifyReportResponse response =
      Say(AUTHENTICITY_UNREGISTERED, Presented::kPdf);
  response.set_message(ShowsOtherwiseText());
  return response;
}

}  // namespace

Examiner::Answer Examiner::ByNumber(absl::string_view text) const {
  const absl::StatusOr<ReportNumber> number = ReportNumber::Parse(text);
  if (!number.ok()) {
    VerifyReportResponse slip;
    slip.set_authenticity(AUTHENTICITY_UNREADABLE);
    slip.set_message(SlipText(number.status().message()));
    return slip;
  }
  ASSIGN_OR_RETURN(const auto registered, Find(*number));
  if (!registered) return Say(AUTHENTICITY_NOT_ISSUED, Presented::kNumber);
  return standing_.Of(*registered, Presented::kNumber);
}

Examiner::Answer Examiner::ByQrText(absl::string_view text,
                                    Presented presented) const {
  const absl::StatusOr<std::string> bytes = claim::ClaimBytes(text);
  if (!bytes.ok()) return Say(AUTHENTICITY_UNREADABLE, presented);
  const absl::StatusOr<Claim> claim = claim::ParseClaim(*bytes);
  if (!claim.ok()) return Say(AUTHENTICITY_UNREADABLE, presented);

  ASSIGN_OR_RETURN(const auto registered, Find(claim->number));
  if (registered && registered->claim() == *bytes) {
    return standing_.Of(*registered, presented);
  }
  if (IsSigned(*claim, *bytes)) {
    return Unregistered(claim->number.text(), presented);
  }
  // Whether the number is registered must not show: that would be a guess that
  // costs nothing.
  return Say(keys_()->claims.contains(claim->key_id) ? AUTHENTICITY_ALTERED
                                                     : AUTHENTICITY_NOT_ISSUED,
             presented);
}

bool Examiner::WaitsForNothing(const ReportNumber& number) const {
  return freshness_.IsRecent(number.PartitionUnder(partitions_.count()));
}

Examiner::Answer Examiner::ByPdf(absl::string_view pdf) const {
  const auto keys = keys_();
  const auto start = starts_.Find(pdf);
  const Scan scan =
      report::ScanPdf(pdf, keys->signers, keys->stampers, start.get());
  const std::string pdf_sha256 =
      start ? start->Sha256(pdf) : crypto::Sha256(pdf);
  if (scan.verdict == Scan::Verdict::kGenuine) {
    return ByGenuinePdf(pdf, scan, pdf_sha256, start.get());
  }
  ASSIGN_OR_RETURN(const auto registered, registry_.FindPdf(pdf_sha256));
  if (registered) {
    // These very bytes were issued, so a key or a template is missing here:
    // that must not make them a forgery.
    base::Log(base::Severity::kError, "registered_but_not_recognised",
              {{"pdf_sha256", absl::BytesToHexString(pdf_sha256)},
               {"rule", scan.rule}});
    return Say(AUTHENTICITY_CANNOT_TELL, Presented::kPdf);
  }
  RETURN_IF_ERROR(CheckClaimServed(scan));
  return ByRefusedPdf(pdf, scan);
}

// Only the instance of the report that a file claims to be knows whether these
// very bytes were issued.
absl::Status Examiner::CheckClaimServed(const Scan& scan) const {
  const absl::StatusOr<std::string> bytes = claim::ClaimBytes(scan.qr_text);
  if (!bytes.ok()) return absl::OkStatus();
  const absl::StatusOr<Claim> claim = claim::ParseClaim(*bytes);
  if (!claim.ok()) return absl::OkStatus();
  return CheckServed(claim->number, partitions_);
}

Examiner::Answer Examiner::ByRefusedPdf(absl::string_view pdf,
                                        const Scan& scan) const {
  if (scan.verdict == Scan::Verdict::kAltered) return ByAlteredPdf(pdf, scan);
  if (scan.verdict == Scan::Verdict::kUnreadable) {
    return Say(AUTHENTICITY_UNREADABLE, Presented::kPdf);
  }
  VerifyReportResponse response = Say(AUTHENTICITY_NOT_ISSUED, Presented::kPdf);
  if (scan.verdict == Scan::Verdict::kPreview) {
    response.set_message(PreviewText());
  }
  return response;
}

Examiner::Answer Examiner::ByPdfSha256(absl::string_view pdf_sha256) const {
  if (pdf_sha256.size() != crypto::kSha256Bytes) {
    return base::InvalidField("pdf_sha256", "is not 32 bytes");
  }
  ASSIGN_OR_RETURN(const auto registered, registry_.FindPdf(pdf_sha256));
  if (!registered) return Say(AUTHENTICITY_NOT_ISSUED, Presented::kPdfSha256);
  Answer answer = standing_.Of(*registered, Presented::kPdfSha256);
  AddDigest(*registered, answer);
  return answer;
}

// Registry, signature, claim and pages must all agree.
Examiner::Answer Examiner::ByGenuinePdf(
    absl::string_view pdf, const Scan& scan, absl::string_view pdf_sha256,
    const report::SharedStart* start) const {
  ASSIGN_OR_RETURN(const ReportData data,
                   claim::ParseReportData(scan.report_data));
  ASSIGN_OR_RETURN(const ReportNumber number,
                   ReportNumber::Parse(data.report_number()));
  ASSIGN_OR_RETURN(const auto registered, Find(number));
  const absl::StatusOr<std::string> claim = claim::ClaimBytes(scan.qr_text);
  const bool same = registered && claim.ok() &&
                    registered->pdf_sha256() == pdf_sha256 &&
                    registered->report_data() == scan.report_data &&
                    registered->claim() == *claim;
  if (!same) return Unregistered(number.text(), Presented::kPdf);
  if (report::HasPlaces(data.template_id())) {
    const report::Template* const drawn = templates_.Find(data.template_id());
    const absl::Status shown =
        drawn == nullptr ? absl::NotFoundError("the template is not here")
                         : report::CheckShown(pdf, data, drawn, start);
    if (!shown.ok()) return ShowsOtherwise(pdf, data, drawn, shown);
  }
  if (start == nullptr) starts_.Learn(pdf);
  Answer answer = standing_.Of(*registered, Presented::kPdf);
  AddDigest(*registered, answer);
  const bool stamp_counts = !keys_()->history.RevokedAt(
      scan.stamper,
      absl::FromUnixSeconds(registered->register_time().seconds()));
  AddStamp(scan, stamp_counts, answer);
  return answer;
}

// 05, or 06, with what differs where that can be told.
Examiner::Answer Examiner::ByAlteredPdf(absl::string_view pdf,
                                        const Scan& scan) const {
  constexpr Presented kPdf = Presented::kPdf;
  const bool transplanted = IsTransplanted(scan, SignedClaim(scan.qr_text));
  VerifyReportResponse response = Say(
      transplanted ? AUTHENTICITY_TRANSPLANTED : AUTHENTICITY_ALTERED, kPdf);
  ASSIGN_OR_RETURN(const std::optional<Issued> issued, IssuedWith(scan));
  if (issued) response.set_altered_copy_of(issued->data.report_number());
  if (report::IsResaved(pdf)) {
    if (!transplanted) response.set_message(ResavedText());
    return response;
  }
  absl::StatusOr<std::vector<Alteration>> found =
      FindAlterations(pdf, scan.report_data, issued, templates_);
  if (!found.ok()) return response;
  if (!transplanted) response.set_message(AlteredText(*found));
  if (issued) {
    response.mutable_message()->append(
        StatedText(issued->data, Presented::kQrText));
  }
  for (Alteration& alteration : *found) {
    *response.add_alterations() = std::move(alteration);
  }
  return response;
}

// By the registered claim that the file carries, if it does. One that is signed
// only proves nothing about what was issued.
absl::StatusOr<std::optional<Issued>> Examiner::IssuedWith(
    const Scan& scan) const {
  const absl::StatusOr<std::string> bytes = claim::ClaimBytes(scan.qr_text);
  const std::optional<Claim> claim = SignedClaim(scan.qr_text);
  if (!bytes.ok() || !claim) return std::nullopt;
  ASSIGN_OR_RETURN(const auto registered, Find(claim->number));
  if (!registered || registered->claim() != *bytes) return std::nullopt;
  const absl::StatusOr<ReportData> data =
      claim::ParseReportData(registered->report_data());
  if (!data.ok()) return UnreadableReport(registered->report_number());
  return Issued{*data, registered->report_data() == scan.report_data};
}

absl::StatusOr<std::optional<RegisteredReport>> Examiner::Find(
    const ReportNumber& number) const {
  RETURN_IF_ERROR(CheckServed(number, partitions_));
  absl::StatusOr<RegisteredReport> report = registry_.Find(number);
  if (absl::IsNotFound(report.status())) return std::nullopt;
  RETURN_IF_ERROR(report.status());
  return *std::move(report);
}

bool Examiner::IsSigned(const Claim& claim, absl::string_view bytes) const {
  const auto keys = keys_();
  const auto key = keys->claims.find(claim.key_id);
  return key != keys->claims.end() &&
         claim::VerifyClaim(bytes, key->second).ok();
}

std::optional<Claim> Examiner::SignedClaim(absl::string_view qr_text) const {
  const absl::StatusOr<std::string> bytes = claim::ClaimBytes(qr_text);
  if (!bytes.ok()) return std::nullopt;
  const absl::StatusOr<Claim> claim = claim::ParseClaim(*bytes);
  if (!claim.ok() || !IsSigned(*claim, *bytes)) return std::nullopt;
  return *claim;
}

}  // namespace creditproof::verification
