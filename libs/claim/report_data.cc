#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/claim/claim_body.h"

namespace creditproof::claim {
namespace {

absl::Status Differs(absl::string_view field) {
  return absl::InvalidArgumentError(
      absl::StrCat("the claim has another ", field, " than the report"));
}

}  // namespace

std::string CanonicalReportData(const report::v1::ReportData& data) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream coded(&stream);
    coded.SetSerializationDeterministic(true);
    data.SerializeToCodedStream(&coded);
  }
  return bytes;
}

absl::StatusOr<report::v1::ReportData> ParseReportData(
    absl::string_view bytes) {
  report::v1::ReportData data;
  if (data.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return data;
  }
  return absl::InvalidArgumentError("the report's data cannot be read");
}

absl::Status CheckClaimBelongs(const Claim& claim,
                               absl::string_view report_data) {
  ASSIGN_OR_RETURN(const report::v1::ReportData data,
                   ParseReportData(report_data));
  ASSIGN_OR_RETURN(const Claim expected,
                   ClaimOf(data, report_data, claim.key_id));
  if (claim.data_digest != expected.data_digest) return Differs("data digest");
  if (claim.number != expected.number) return Differs("number");
  if (claim.credit_code != expected.credit_code) return Differs("credit code");
  if (claim.issue_time != expected.issue_time) return Differs("issue time");
  if (claim.period_start != expected.period_start ||
      claim.period_end != expected.period_end) {
    return Differs("period");
  }
  if (claim.areas != expected.areas) return Differs("set of areas");
  if (claim.edition != expected.edition) return Differs("edition");
  if (claim.outcome != expected.outcome) return Differs("outcome");
  if (claim.status_index != expected.status_index) {
    return Differs("status index");
  }
  if (claim.name_hash != expected.name_hash) return Differs("name");
  return absl::OkStatus();
}

}  // namespace creditproof::claim
