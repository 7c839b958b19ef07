// JSON Schemas of messages, as proto3 JSON writes them, for OpenAPI 3.1.
#pragma once

#include <google/protobuf/descriptor.h>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "services/gateway/comments.h"

namespace creditproof::gateway {

class Schemas {
 public:
  explicit Schemas(const Comments& comments) : comments_(comments) {}

  // A reference to the schema of `type`, which All will have.
  nlohmann::ordered_json Reference(const google::protobuf::Descriptor& type);

  // The schema of an object with the fields of `type` that `is_shown`.
  using IsShown = std::function<bool(const google::protobuf::FieldDescriptor&)>;
  nlohmann::ordered_json Object(const google::protobuf::Descriptor& type,
                                const IsShown& is_shown);

  nlohmann::ordered_json Field(const google::protobuf::FieldDescriptor& field);

  // By name: all that was referred to, and what these refer to.
  nlohmann::ordered_json All();

 private:
  nlohmann::ordered_json Single(const google::protobuf::FieldDescriptor& field);
  nlohmann::ordered_json Enum(const google::protobuf::EnumDescriptor& type);

  const Comments& comments_;
  std::vector<const google::protobuf::Descriptor*> wanted_;
  nlohmann::ordered_json enums_ = nlohmann::ordered_json::object();
};

// Whether the field must be given.
bool IsRequired(const google::protobuf::FieldDescriptor& field);

}  // namespace creditproof::gateway
