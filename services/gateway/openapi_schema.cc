#include "services/gateway/openapi_schema.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "google/api/field_behavior.pb.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::EnumDescriptor;
using google::protobuf::FieldDescriptor;
using nlohmann::ordered_json;

template <typename Type>
std::string NameOf(const Type& type) {
  return std::string(absl::StripPrefix(type.full_name(), "creditproof."));
}

ordered_json To(const std::string& name) {
  return {{"$ref", absl::StrCat("#/components/schemas/", name)}};
}

ordered_json Integer(FieldDescriptor::CppType type) {
  switch (type) {
    case FieldDescriptor::CPPTYPE_INT64:
      return {{"type", "string"}, {"format", "int64"}};
    case FieldDescriptor::CPPTYPE_UINT64:
      return {{"type", "string"}, {"format", "uint64"}};
    case FieldDescriptor::CPPTYPE_UINT32:
      return {{"type", "integer"}, {"format", "uint32"}};
    default:
      return {{"type", "integer"}, {"format", "int32"}};
  }
}

void Describe(ordered_json& schema, const std::string& comment) {
  if (!comment.empty()) schema["description"] = comment;
}

}  // namespace

bool IsRequired(const FieldDescriptor& field) {
  const auto& options = field.options();
  for (int i = 0; i < options.ExtensionSize(google::api::field_behavior); ++i) {
    if (options.GetExtension(google::api::field_behavior, i) ==
        google::api::REQUIRED) {
      return true;
    }
  }
  return false;
}

ordered_json Schemas::Reference(const Descriptor& type) {
  if (std::find(wanted_.begin(), wanted_.end(), &type) == wanted_.end()) {
    wanted_.push_back(&type);
  }
  return To(NameOf(type));
}

ordered_json Schemas::Enum(const EnumDescriptor& type) {
  ordered_json& schema = enums_[NameOf(type)];
  if (schema.is_null()) {
    schema["type"] = "string";
    Describe(schema, comments_.Of(type));
    for (int i = 0; i < type.value_count(); ++i) {
      schema["enum"].push_back(type.value(i)->name());
    }
  }
  return To(NameOf(type));
}

ordered_json Schemas::Single(const FieldDescriptor& field) {
  switch (field.type()) {
    case FieldDescriptor::TYPE_BOOL:
      return {{"type", "boolean"}};
    case FieldDescriptor::TYPE_DOUBLE:
    case FieldDescriptor::TYPE_FLOAT:
      return {{"type", "number"}};
    case FieldDescriptor::TYPE_STRING:
      return {{"type", "string"}};
    case FieldDescriptor::TYPE_BYTES:
      return {{"type", "string"}, {"contentEncoding", "base64"}};
    case FieldDescriptor::TYPE_ENUM:
      return Enum(*field.enum_type());
    case FieldDescriptor::TYPE_MESSAGE:
      if (field.message_type()->full_name() == "google.protobuf.Timestamp") {
        return {{"type", "string"}, {"format", "date-time"}};
      }
      return Reference(*field.message_type());
    default:
      break;
  }
  return Integer(field.cpp_type());
}

ordered_json Schemas::Field(const FieldDescriptor& field) {
  ordered_json schema;
  if (field.is_map()) {
    schema = {
        {"type", "object"},
        {"additionalProperties", Single(*field.message_type()->map_value())}};
  } else if (field.is_repeated()) {
    schema = {{"type", "array"}, {"items", Single(field)}};
  } else {
    schema = Single(field);
  }
  Describe(schema, comments_.Of(field));
  return schema;
}

ordered_json Schemas::Object(const Descriptor& type, const IsShown& is_shown) {
  ordered_json schema = {{"type", "object"}};
  Describe(schema, comments_.Of(type));
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!is_shown(field)) continue;
    schema["properties"][field.json_name()] = Field(field);
    if (IsRequired(field)) schema["required"].push_back(field.json_name());
  }
  return schema;
}

ordered_json Schemas::All() {
  ordered_json all = ordered_json::object();
  for (std::size_t i = 0; i < wanted_.size(); ++i) {  // it grows
    all[NameOf(*wanted_[i])] =
        Object(*wanted_[i], [](const FieldDescriptor&) { return true; });
  }
  all.update(enums_);
  return all;
}

}  // namespace creditproof::gateway
