#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/claim/claim_body.h"

namespace creditproof::claim {
namespace {

using google::protobuf::io::CodedInputStream;

// 500 records, 50 areas, and what there is once. Sub-messages of two bytes
// become some fifty in memory: a stranger's file may hold millions.
constexpr int kMostFields = 4000;
constexpr std::uint64_t kLongestData = std::numeric_limits<int>::max();

// By wire type: https://protobuf.dev/programming-guides/encoding.
bool SkipValue(CodedInputStream& stream, std::uint32_t tag) {
  std::uint64_t number = 0;
  switch (tag & 7) {
    case 0:
      return stream.ReadVarint64(&number);
    case 1:
      return stream.Skip(8);
    case 2:
      return stream.ReadVarint64(&number) && number <= kLongestData &&
             stream.Skip(static_cast<int>(number));
    case 5:
      return stream.Skip(4);
    default:
      return false;
  }
}

bool HasTooManyFields(absl::string_view bytes) {
  CodedInputStream stream(reinterpret_cast<const std::uint8_t*>(bytes.data()),
                          static_cast<int>(bytes.size()));
  for (int fields = 0; fields <= kMostFields; ++fields) {
    const std::uint32_t tag = stream.ReadTag();
    // What is malformed is for the parser to find.
    if (tag == 0 || !SkipValue(stream, tag)) return false;
  }
  return true;
}

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
  if (HasTooManyFields(bytes)) {
    return absl::InvalidArgumentError("the data has more than any report's");
  }
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
