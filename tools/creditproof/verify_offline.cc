#include "tools/creditproof/verify_offline.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/report/scanner.h"

namespace creditproof::tool {
namespace {

using report::IssuerKeys;
using report::Scan;
using verification::v1::Authenticity;
using verification::v1::IssuedReport;
using verification::v1::VerifyReportResponse;

VerifyReportResponse Answer(Authenticity authenticity,
                            absl::string_view message) {
  VerifyReportResponse response;
  response.set_authenticity(authenticity);
  response.set_message(message.data(), message.size());
  return response;
}

// The key that `claim` names, or none.
const crypto::VerifyingKey* KeyOf(const claim::Claim& claim,
                                  const IssuerKeys& keys) {
  const auto found = keys.claims.find(claim.key_id);
  return found == keys.claims.end() ? nullptr : &found->second;
}

IssuedReport IssuedOf(const report::v1::ReportData& data,
                      absl::string_view pdf) {
  IssuedReport issued;
  issued.set_report_number(data.report_number());
  issued.set_credit_code(data.subject().credit_code());
  issued.set_subject_name(data.subject().name());
  *issued.mutable_issue_time() = data.issue_time();
  issued.set_period_start_date(data.period_start_date());
  issued.set_period_end_date(data.period_end_date());
  issued.set_pdf_sha256(crypto::Sha256(pdf));
  issued.set_outcome(data.outcome());
  issued.set_record_count(data.records_size());
  return issued;
}

IssuedReport IssuedOf(const claim::Claim& claim) {
  IssuedReport issued;
  issued.set_report_number(claim.number.text());
  issued.set_credit_code(claim.credit_code);
  issued.mutable_issue_time()->set_seconds(
      absl::ToUnixSeconds(claim.issue_time));
  issued.set_period_start_date(base::FormatDate(claim.period_start));
  issued.set_period_end_date(base::FormatDate(claim.period_end));
  issued.set_outcome(
      static_cast<report::v1::ReportData::Outcome>(claim.outcome));
  return issued;
}

// Whose claim the QR text that the file names is, when it is a genuine one
// about the data that the file holds; NOT_FOUND when the claim's key is not
// among `keys`.
absl::StatusOr<std::string> CheckQrBelongs(const Scan& scan,
                                           const IssuerKeys& keys) {
  ASSIGN_OR_RETURN(const std::string bytes, claim::ClaimBytes(scan.qr_text));
  ASSIGN_OR_RETURN(const claim::Claim claim, claim::ParseClaim(bytes));
  const crypto::VerifyingKey* key = KeyOf(claim, keys);
  if (key == nullptr) return absl::NotFoundError("unknown claim key");
  RETURN_IF_ERROR(claim::VerifyClaim(bytes, *key));
  RETURN_IF_ERROR(claim::CheckClaimBelongs(claim, scan.report_data));
  return key->fingerprint();
}

// Off line nobody knows when a report was registered. So of what a key signed
// that is compromised nothing can be told, nor of one that by this copy of the
// folder has not signed yet.
bool CanTell(const std::vector<std::string>& fingerprints,
             const IssuerKeys& keys, const StatusLists* lists) {
  return std::all_of(fingerprints.begin(), fingerprints.end(),
                     [&](const std::string& fingerprint) {
                       const auto* key = keys.history.Find(fingerprint);
                       if (lists != nullptr && lists->Distrusts(fingerprint))
                         return false;
                       return key != nullptr &&
                              (key->state() == keys::State::kActive ||
                               key->state() == keys::State::kRetired);
                     });
}

VerifyReportResponse CannotTell() {
  return Answer(verification::v1::AUTHENTICITY_CANNOT_TELL,
                "签名相符，但所用密钥已经泄露，或者按所给公钥目录尚未启用，脱机"
                "核验不能确定真伪。请联网核验，以平台登记为准。");
}

// What may be said of a report that is genuine, of which `proven` says what
// was. One that was issued before the list and is not in it was not registered
// then.
VerifyReportResponse Genuine(absl::string_view proven,
                             const IssuedReport& issued,
                             std::uint32_t status_index,
                             const StatusLists* lists) {
  using Standing = StatusLists::Standing;
  const auto found =
      lists == nullptr
          ? StatusLists::Found{Standing::kNotListed, absl::InfinitePast(), ""}
          : lists->Find(status_index);
  const absl::Time issue_time =
      absl::FromUnixSeconds(issued.issue_time().seconds());
  VerifyReportResponse response;
  if (found.standing == Standing::kFallen) {
    response = Answer(
        verification::v1::AUTHENTICITY_REVOKED,
        absl::StrCat("按 ", found.when,
                     " 的状态清单，这份报告已被撤销，或者其主体已被限制使用"
                     "信用代证。请不要使用，原因可联网核验得知。"));
  } else if (found.standing == Standing::kStands) {
    response = Answer(verification::v1::AUTHENTICITY_GENUINE,
                      absl::StrCat(proven, "按 ", found.when,
                                   " 的状态清单没有被撤销；出具后有无其他变化，"
                                   "如需得知请联网核验。"));
  } else if (issue_time < found.made) {
    response =
        Answer(verification::v1::AUTHENTICITY_CANNOT_TELL,
               absl::StrCat("签名相符，但 ", found.when,
                            " 的状态清单中没有这份报告，脱机核验不能确定。"
                            "请联网核验，以平台登记为准。"));
  } else {
    response = Answer(verification::v1::AUTHENTICITY_GENUINE,
                      absl::StrCat(proven,
                                   "脱机核验不能得知出具后有无撤销或变化，"
                                   "如需得知请联网核验。"));
  }
  if (found.standing != Standing::kNotListed) {
    response.mutable_as_of_time()->set_seconds(absl::ToUnixSeconds(found.made));
  }
  *response.mutable_issued() = issued;
  return response;
}

constexpr absl::string_view kProven = "签名真实，文件未被改动。";

VerifyReportResponse GenuinePdf(absl::string_view pdf, const Scan& scan,
                                const IssuerKeys& keys,
                                const StatusLists* lists) {
  const absl::StatusOr<std::string> claim_key = CheckQrBelongs(scan, keys);
  if (absl::IsNotFound(claim_key.status())) {
    return Answer(verification::v1::AUTHENTICITY_CANNOT_TELL,
                  "文件签名真实，但所给公钥中没有二维码所用的一把，"
                  "请取得全部公钥后再核验，或联网核验。");
  }
  report::v1::ReportData data;
  if (!claim_key.ok() || !data.ParseFromString(scan.report_data)) {
    return Answer(verification::v1::AUTHENTICITY_TRANSPLANTED,
                  "二维码与文件内容不相符。");
  }
  std::vector<std::string> signed_by = scan.signers;
  signed_by.push_back(*claim_key);
  if (!CanTell(signed_by, keys, lists)) return CannotTell();
  IssuedReport issued = IssuedOf(data, pdf);
  if (!scan.stamped_at) {
    return Genuine(kProven, issued, data.status_index(), lists);
  }
  // When it was registered, before or after, is not known here.
  if (!CanTell({scan.stamper}, keys, lists)) {
    return Genuine(
        absl::StrCat(kProven,
                     "时间戳机构的密钥已经泄露，其时间戳不作为时间证明。"),
        issued, data.status_index(), lists);
  }
  issued.mutable_stamp_time()->set_seconds(
      absl::ToUnixSeconds(*scan.stamped_at));
  return Genuine(kProven, issued, data.status_index(), lists);
}

}  // namespace

VerifyReportResponse VerifyPdfOffline(absl::string_view pdf,
                                      const IssuerKeys& keys,
                                      const StatusLists* lists) {
  const Scan scan = report::ScanPdf(pdf, keys.signers, keys.stampers);
  switch (scan.verdict) {
    case Scan::Verdict::kGenuine:
      return GenuinePdf(pdf, scan, keys, lists);
    case Scan::Verdict::kAltered:
      return Answer(verification::v1::AUTHENTICITY_ALTERED,
                    "文件出具后被改动过，不能作为证明。");
    case Scan::Verdict::kPreview:
      return Answer(verification::v1::AUTHENTICITY_NOT_ISSUED,
                    "这是预览件，没有出具，不作证明。请让对方提供正式出具的报告"
                    "。");
    case Scan::Verdict::kNotOurs:
      return Answer(verification::v1::AUTHENTICITY_NOT_ISSUED,
                    "不是本平台出具的报告。");
    case Scan::Verdict::kUnreadable:
      break;
  }
  return Answer(verification::v1::AUTHENTICITY_UNREADABLE,
                "不是 PDF 文件，或文件过大。");
}

VerifyReportResponse VerifyQrOffline(absl::string_view qr_text,
                                     const IssuerKeys& keys,
                                     const StatusLists* lists) {
  const absl::StatusOr<std::string> bytes = claim::ClaimBytes(qr_text);
  const absl::StatusOr<claim::Claim> claim =
      bytes.ok() ? claim::ParseClaim(*bytes) : bytes.status();
  if (!claim.ok()) {
    return Answer(verification::v1::AUTHENTICITY_UNREADABLE,
                  "不是本平台的二维码内容，或内容不完整。");
  }
  const crypto::VerifyingKey* key = KeyOf(*claim, keys);
  if (key == nullptr) {
    return Answer(verification::v1::AUTHENTICITY_NOT_ISSUED,
                  "不是由所给公钥的平台出具的。");
  }
  if (!claim::VerifyClaim(*bytes, *key).ok()) {
    return Answer(verification::v1::AUTHENTICITY_ALTERED,
                  "二维码内容的签名不符，内容被改动过。");
  }
  if (!CanTell({key->fingerprint()}, keys, lists)) return CannotTell();
  VerifyReportResponse response =
      Genuine("二维码真实。请核对纸面上的编号、代码和日期与此一致。",
              IssuedOf(*claim), claim->status_index, lists);
  if (claim->outcome == report::v1::ReportData::OUTCOME_WITH_RECORDS) {
    response.mutable_message()->append(
        "注意：报告列明了违法违规记录，手中的报告没有列明的不是这份报告。");
  }
  return response;
}

}  // namespace creditproof::tool
