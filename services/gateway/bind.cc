#include "services/gateway/bind.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/gateway/json.h"
#include "services/gateway/percent.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using nlohmann::ordered_json;

const FieldDescriptor* FindByJsonName(const Descriptor& type,
                                      const std::string& name) {
  for (int i = 0; i < type.field_count(); ++i) {
    if (type.field(i)->json_name() == name) return type.field(i);
  }
  return nullptr;
}

bool MayStandInQuery(const FieldDescriptor& field) {
  return field.type() != FieldDescriptor::TYPE_MESSAGE ||
         field.message_type()->full_name() == "google.protobuf.Timestamp";
}

bool IsIn(const std::vector<Bound>& bound, const FieldDescriptor& field) {
  return std::any_of(bound.begin(), bound.end(), [&](const Bound& one) {
    return one.field == field.name();
  });
}

// proto3 JSON takes numbers, times and names of enums as strings.
ordered_json ValueOf(const FieldDescriptor& field, const std::string& text) {
  if (field.type() != FieldDescriptor::TYPE_BOOL) return text;
  if (text == "true") return true;
  if (text == "false") return false;
  return text;
}

// Protobuf says `(areas[0]): invalid value ...` or `areas[0]: ...`.
Problem BadJson(absl::string_view said) {
  Problem problem{
      400, "BAD_JSON",
      absl::StrCat("the body is not the JSON of this request (请求内"
                   "容不是本接口的 JSON): ",
                   said)};
  absl::string_view rest = said;
  absl::ConsumePrefix(&rest, "(");
  const std::size_t end = rest.find_first_of(":) ");
  const absl::string_view field = rest.substr(0, end);
  if (end == absl::string_view::npos || field.empty() ||
      !absl::ascii_islower(static_cast<unsigned char>(field[0]))) {
    return problem;
  }
  rest = rest.substr(end);
  problem.fields.push_back(
      {JsonPath(field), std::string(rest.substr(std::min(
                            rest.find_first_not_of(":) "), rest.size())))});
  return problem;
}

std::optional<Problem> Read(const std::string& json, Message& message) {
  const auto status =
      google::protobuf::util::JsonStringToMessage(json, &message);
  if (status.ok()) return {};
  return BadJson(status.message().ToString());
}

}  // namespace

std::optional<Problem> BindBody(absl::string_view body, Message& message) {
  if (absl::StripAsciiWhitespace(body).empty()) return {};
  return Read(std::string(body), message);
}

std::optional<Problem> BindQuery(absl::string_view query,
                                 const std::vector<Bound>& bound,
                                 Message& message) {
  const std::optional<Pairs> pairs = ParseQuery(query);
  if (!pairs) return BadField("query", "is not percent-encoded UTF-8");
  ordered_json json = ordered_json::object();
  for (const auto& [name, value] : *pairs) {
    const FieldDescriptor* field =
        FindByJsonName(*message.GetDescriptor(), name);
    if (field == nullptr || IsIn(bound, *field)) {
      return BadField(name, "there is no such parameter (没有这个参数)");
    }
    if (!MayStandInQuery(*field)) {
      return BadField(name, "cannot be given in the query (不能由参数给出)");
    }
    if (field->is_repeated()) {
      json[name].push_back(ValueOf(*field, value));
    } else if (json.contains(name)) {
      return BadField(name, "is given twice (重复给出)");
    } else {
      json[name] = ValueOf(*field, value);
    }
  }
  if (json.empty()) return {};
  std::optional<Problem> problem = Read(Text(json), message);
  if (problem) problem->reason = "INVALID_FIELD";
  return problem;
}

std::optional<Problem> BindPath(const std::vector<Bound>& bound,
                                Message& message) {
  const google::protobuf::Reflection& reflection = *message.GetReflection();
  for (const Bound& one : bound) {
    const FieldDescriptor* field =
        message.GetDescriptor()->FindFieldByName(one.field);
    const std::string said = reflection.GetString(message, field);
    if (!said.empty() && said != one.value) {
      return BadField(field->json_name(),
                      "is not what the path says (与路径不一致)");
    }
    reflection.SetString(&message, field, one.value);
  }
  return {};
}

}  // namespace creditproof::gateway
