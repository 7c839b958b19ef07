#include "services/gateway/partition_of.h"

#include <string>
#include <vector>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "google/rpc/error_details.pb.h"
#include "libs/base/error.h"
#include "libs/claim/claim.h"
#include "libs/claim/report_number.h"
#include "libs/partition/partition.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

std::uint32_t OfNumber(absl::string_view text, std::uint32_t count) {
  const auto number = claim::ReportNumber::Parse(text);
  return number.ok() ? number->PartitionUnder(count) : 0;
}

std::uint32_t OfQrText(absl::string_view text, std::uint32_t count) {
  const auto bytes = claim::ClaimBytes(text);
  if (!bytes.ok()) return 0;
  const auto claim = claim::ParseClaim(*bytes);
  return claim.ok() ? claim->number.PartitionUnder(count) : 0;
}

std::optional<std::uint32_t> OfField(const std::string& name,
                                     absl::string_view value,
                                     std::uint32_t count) {
  if (name == "credit_code") return PartitionOf(value, count);
  if (name == "report_number") return OfNumber(value, count);
  if (name == "qr_text") return OfQrText(value, count);
  if (!absl::ConsumePrefix(&value, "subjects/")) return {};
  return PartitionOf(value.substr(0, value.find('/')), count);
}

}  // namespace

std::optional<std::uint32_t> PartitionOfRequest(const Message& request,
                                                std::uint32_t count) {
  std::vector<const FieldDescriptor*> fields;
  request.GetReflection()->ListFields(request, &fields);
  for (const FieldDescriptor* field : fields) {
    if (field->is_repeated() || field->type() != FieldDescriptor::TYPE_STRING) {
      continue;
    }
    const std::string value =
        request.GetReflection()->GetString(request, field);
    const auto partition = OfField(field->name(), value, count);
    if (partition) return partition;
  }
  return {};
}

std::optional<std::uint32_t> WrongPartition(const absl::Status& status,
                                            std::uint32_t count) {
  if (base::ReasonOf(status) != base::Reason::REASON_WRONG_PARTITION) return {};
  const auto payload =
      status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
  google::rpc::ErrorInfo info;
  std::uint32_t partition = 0;
  if (!payload || !info.ParseFromString(std::string(*payload)) ||
      !absl::SimpleAtoi(info.metadata().at("partition"), &partition) ||
      partition >= count) {
    return {};
  }
  return partition;
}

}  // namespace creditproof::gateway
