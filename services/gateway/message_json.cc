#include "services/gateway/message_json.h"

#include <google/protobuf/timestamp.pb.h>
#include <google/protobuf/util/time_util.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::EnumValueDescriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using google::protobuf::Reflection;
using google::protobuf::Timestamp;
using nlohmann::ordered_json;

// A field of a message; of a repeated one the element at `index`.
struct Place {
  const Message& message;
  const FieldDescriptor& field;
  int index = 0;
};

// Protobuf has a method for each type, and another for elements of it.
template <typename T>
T Get(const Place& at,
      T (Reflection::*single)(const Message&, const FieldDescriptor*) const,
      T (Reflection::*element)(const Message&, const FieldDescriptor*, int)
          const) {
  const Reflection& reflection = *at.message.GetReflection();
  return at.field.is_repeated()
             ? (reflection.*element)(at.message, &at.field, at.index)
             : (reflection.*single)(at.message, &at.field);
}

const Message& MessageAt(const Place& at) {
  const Reflection& reflection = *at.message.GetReflection();
  return at.field.is_repeated()
             ? reflection.GetRepeatedMessage(at.message, &at.field, at.index)
             : reflection.GetMessage(at.message, &at.field);
}

ordered_json TextAt(const Place& at) {
  std::string text =
      Get(at, &Reflection::GetString, &Reflection::GetRepeatedString);
  if (at.field.type() != FieldDescriptor::TYPE_BYTES) return text;
  return absl::Base64Escape(text);
}

// A number that has no name stays one.
ordered_json EnumAt(const Place& at) {
  const int number =
      Get(at, &Reflection::GetEnumValue, &Reflection::GetRepeatedEnumValue);
  const EnumValueDescriptor* value =
      at.field.enum_type()->FindValueByNumber(number);
  return value == nullptr ? ordered_json(number) : ordered_json(value->name());
}

ordered_json ValueAt(const Place& at) {
  switch (at.field.cpp_type()) {
    case FieldDescriptor::CPPTYPE_STRING:
      return TextAt(at);
    case FieldDescriptor::CPPTYPE_MESSAGE:
      return JsonOf(MessageAt(at));
    case FieldDescriptor::CPPTYPE_ENUM:
      return EnumAt(at);
    case FieldDescriptor::CPPTYPE_BOOL:
      return Get(at, &Reflection::GetBool, &Reflection::GetRepeatedBool);
    case FieldDescriptor::CPPTYPE_INT32:
      return Get(at, &Reflection::GetInt32, &Reflection::GetRepeatedInt32);
    case FieldDescriptor::CPPTYPE_UINT32:
      return Get(at, &Reflection::GetUInt32, &Reflection::GetRepeatedUInt32);
    case FieldDescriptor::CPPTYPE_INT64:
      return absl::StrCat(
          Get(at, &Reflection::GetInt64, &Reflection::GetRepeatedInt64));
    case FieldDescriptor::CPPTYPE_UINT64:
      return absl::StrCat(
          Get(at, &Reflection::GetUInt64, &Reflection::GetRepeatedUInt64));
    case FieldDescriptor::CPPTYPE_FLOAT:
      return Get(at, &Reflection::GetFloat, &Reflection::GetRepeatedFloat);
    case FieldDescriptor::CPPTYPE_DOUBLE:
      return Get(at, &Reflection::GetDouble, &Reflection::GetRepeatedDouble);
  }
  return nullptr;
}

ordered_json ValuesOf(const Message& message, const FieldDescriptor& field) {
  if (!field.is_repeated()) return ValueAt({message, field});
  ordered_json values = ordered_json::array();
  const int size = message.GetReflection()->FieldSize(message, &field);
  for (int i = 0; i < size; ++i) values.push_back(ValueAt({message, field, i}));
  return values;
}

}  // namespace

ordered_json JsonOf(const Message& message) {
  if (message.GetDescriptor() == Timestamp::descriptor()) {
    return google::protobuf::util::TimeUtil::ToString(
        static_cast<const Timestamp&>(message));
  }
  std::vector<const FieldDescriptor*> set;
  message.GetReflection()->ListFields(message, &set);
  ordered_json json = ordered_json::object();
  for (const FieldDescriptor* field : set) {
    json[field->json_name()] = ValuesOf(message, *field);
  }
  return json;
}

}  // namespace creditproof::gateway
