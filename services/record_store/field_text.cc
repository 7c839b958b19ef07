#include "services/record_store/field_text.h"

#include <vector>

#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/record/catalogue.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using record::ChineseName;
using record::v1::RecordState;

absl::string_view StateText(RecordState::Kind kind) {
  switch (kind) {
    case RecordState::KIND_EFFECTIVE:
      return "有效";
    case RecordState::KIND_WITHDRAWN:
      return "已撤销";
    case RecordState::KIND_REPAIRED:
      return "已修复";
    case RecordState::KIND_LAPSED:
      return "已不在名单";
    default:
      return "";
  }
}

absl::string_view ChineseText(const EnumValueDescriptor& value) {
  const auto* type = value.type();
  const int number = value.number();
  if (type == record::v1::Area_descriptor()) {
    return ChineseName(static_cast<record::Area>(number));
  }
  if (type == record::v1::RecordKind_descriptor()) {
    return ChineseName(static_cast<record::RecordKind>(number));
  }
  if (type == record::v1::PenaltyKind_descriptor()) {
    return ChineseName(static_cast<record::PenaltyKind>(number));
  }
  if (type == record::v1::Procedure_descriptor()) {
    return ChineseName(static_cast<record::Procedure>(number));
  }
  if (type == record::v1::OperatorKind_descriptor()) {
    return ChineseName(static_cast<record::OperatorKind>(number));
  }
  if (type == record::v1::RegistrationStatus_descriptor()) {
    return ChineseName(static_cast<record::RegistrationStatus>(number));
  }
  return StateText(static_cast<RecordState::Kind>(number));
}

std::string EnumText(const EnumValueDescriptor& value) {
  const absl::string_view chinese = ChineseText(value);
  if (!chinese.empty() || value.number() == 0) return std::string(chinese);
  return value.name();
}

std::string ListText(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  std::vector<std::string> texts;
  for (int i = 0; i < reflection.FieldSize(message, &field); ++i) {
    texts.push_back(
        field.enum_type() != nullptr
            ? EnumText(*reflection.GetRepeatedEnum(message, &field, i))
            : reflection.GetRepeatedString(message, &field, i));
  }
  return absl::StrJoin(texts, "、");
}

}  // namespace

std::string FieldText(const Message& message, const FieldDescriptor& field) {
  const auto& reflection = *message.GetReflection();
  if (field.is_repeated()) return ListText(message, field);
  switch (field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumText(*reflection.GetEnum(message, &field));
    case FieldDescriptor::CPPTYPE_BOOL:
      return reflection.GetBool(message, &field) ? "是" : "否";
    default:
      return reflection.GetString(message, &field);
  }
}

}  // namespace creditproof::record_store
