#include "services/verification/proven_report.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/crypto/digest.h"
#include "libs/partition/partition.h"

namespace creditproof::verification {
namespace {

using base::InvalidField;
using claim::Claim;
using claim::ReportNumber;
using v1::RegisteredReport;

// P does not change the first 10 bits, so any will do to compare them all.
constexpr std::uint32_t kMostPartitions = 1024;

absl::StatusOr<report::v1::ReportData> ParseCanonical(
    const std::string& bytes) {
  absl::StatusOr<report::v1::ReportData> data = claim::ParseReportData(bytes);
  if (!data.ok() || claim::CanonicalReportData(*data) != bytes) {
    return InvalidField("report.report_data",
                        "is no ReportData in its canonical bytes");
  }
  return data;
}

absl::StatusOr<ReportNumber> ParseNumber(const std::string& text) {
  absl::StatusOr<ReportNumber> number = ReportNumber::Parse(text);
  if (!number.ok() || number->text() != text) {
    return InvalidField("report.report_number", "is no report number");
  }
  return number;
}

absl::StatusOr<CreditCode> ParseCode(const report::v1::ReportData& data,
                                     const ReportNumber& number) {
  absl::StatusOr<CreditCode> code =
      CreditCode::Parse(data.subject().credit_code());
  if (!code.ok()) {
    return InvalidField("report.report_data", code.status().message());
  }
  if (data.report_number() != number.text() ||
      number.PartitionUnder(kMostPartitions) !=
          PartitionOf(code->text(), kMostPartitions)) {
    return InvalidField("report.report_number",
                        "is not the number of this data");
  }
  return code;
}

// The fingerprint of the key that signed the claim.
absl::StatusOr<std::string> CheckClaim(const std::string& bytes,
                                       const std::string& data,
                                       const ClaimKeys& keys) {
  const absl::StatusOr<Claim> claim = claim::ParseClaim(bytes);
  if (!claim.ok()) {
    return InvalidField("report.claim", claim.status().message());
  }
  const auto key = keys.find(claim->key_id);
  if (key == keys.end()) {
    return InvalidField("report.claim", "is of a key that is not known here");
  }
  absl::Status genuine = claim::VerifyClaim(bytes, key->second);
  if (genuine.ok()) genuine = claim::CheckClaimBelongs(*claim, data);
  if (!genuine.ok()) return InvalidField("report.claim", genuine.message());
  return key->second.fingerprint();
}

absl::Status CheckKeys(const RegisteredReport& report,
                       const report::v1::ReportData& data,
                       const std::string& claim_key) {
  if (report.key_fingerprints_size() == 1 + data.signatures_size() &&
      report.key_fingerprints(0) == claim_key) {
    return absl::OkStatus();
  }
  return InvalidField("report.key_fingerprints",
                      "are the claim's key's and one of each signature");
}

}  // namespace

absl::StatusOr<ProvenReport> Prove(const RegisteredReport& report,
                                   const ClaimKeys& keys) {
  if (report.pdf_sha256().size() != crypto::kSha256Bytes) {
    return InvalidField("report.pdf_sha256", "is not 32 bytes");
  }
  ASSIGN_OR_RETURN(ReportNumber number, ParseNumber(report.report_number()));
  ASSIGN_OR_RETURN(report::v1::ReportData data,
                   ParseCanonical(report.report_data()));
  ASSIGN_OR_RETURN(CreditCode code, ParseCode(data, number));
  ASSIGN_OR_RETURN(const std::string claim_key,
                   CheckClaim(report.claim(), report.report_data(), keys));
  RETURN_IF_ERROR(CheckKeys(report, data, claim_key));
  ProvenReport proven{report, std::move(number), std::move(code),
                      std::move(data)};
  proven.report.clear_register_time();
  return proven;
}

}  // namespace creditproof::verification
