#include "services/gateway/openapi.h"

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/api.h"
#include "services/gateway/ground.h"
#include "services/gateway/json.h"
#include "services/gateway/openapi_own.h"
#include "services/gateway/openapi_schema.h"
#include "services/gateway/public_api.h"

namespace creditproof::gateway {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using nlohmann::ordered_json;

std::string FirstSentence(const std::string& text) {
  const std::size_t end =
      std::min({text.find(". "), text.find(".\n"), text.find(": ")});
  return text.substr(0, end == std::string::npos ? text.size() : end);
}

bool IsBound(const Route& route, const FieldDescriptor& field) {
  const std::vector<std::string> bound = route.path.fields();
  return std::find(bound.begin(), bound.end(), field.name()) != bound.end();
}

// The gateway itself says who asks.
bool IsForClients(const Route& route, const FieldDescriptor& field) {
  return &field != GroundField(*route.method->input_type()) &&
         !IsBound(route, field);
}

std::string OperationId(const Route& route, bool is_prefixed) {
  return absl::StrCat(is_prefixed ? route.back_end->name + "." : "",
                      route.method->service()->name(), ".",
                      route.method->name());
}

ordered_json PathParameters(const std::vector<std::string>& names) {
  ordered_json parameters = ordered_json::array();
  for (const std::string& name : names) {
    parameters.push_back({{"name", name},
                          {"in", "path"},
                          {"required", true},
                          {"schema", {{"type", "string"}}}});
  }
  return parameters;
}

void AddQuery(const Route& route, Schemas& schemas, ordered_json& parameters) {
  const auto& type = *route.method->input_type();
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!IsForClients(route, field)) continue;
    parameters.push_back({{"name", field.json_name()},
                          {"in", "query"},
                          {"required", IsRequired(field)},
                          {"schema", schemas.Field(field)}});
  }
}

// What comes and goes in pieces.
ordered_json Files() {
  return {{"application/pdf", ordered_json::object()},
          {"application/octet-stream", ordered_json::object()}};
}

std::string AtMost(std::uint64_t bytes) {
  return absl::StrCat("At most ", bytes, " bytes.");
}

ordered_json Body(const Route& route, Schemas& schemas) {
  if (route.method->client_streaming()) {
    return {{"description", AtMost(Api::kMostUploadBytes)},
            {"required", true},
            {"content", Files()}};
  }
  return {{"description", AtMost(Api::kMostJsonBytes)},
          {"required", true},
          {"content",
           {{"application/json",
             {{"schema", schemas.Object(*route.method->input_type(),
                                        [&](const FieldDescriptor& field) {
                                          return IsForClients(route, field);
                                        })}}}}}};
}

ordered_json Answers(const Route& route, Schemas& schemas) {
  ordered_json good = {{"description", "OK"}};
  if (route.method->server_streaming()) {
    good["content"] = Files();
  } else {
    good["content"]["application/json"]["schema"] =
        schemas.Reference(*route.method->output_type());
  }
  return {{"200", good},
          {"4XX", {{"$ref", "#/components/responses/Problem"}}},
          {"5XX", {{"$ref", "#/components/responses/Problem"}}}};
}

// Who asks. Browsers say, too, that a page of ours changes something.
ordered_json Security(const Route& route) {
  if (GroundField(*route.method->input_type()) == nullptr) {
    return ordered_json::array();
  }
  ordered_json browser = {{"cookie", ordered_json::array()}};
  if (route.verb != "GET") browser["ownPage"] = ordered_json::array();
  return {{{"token", ordered_json::array()}}, browser};
}

ordered_json Operation(const Route& route, const Comments& comments,
                       const std::vector<std::string>& path_parameters,
                       bool is_prefixed, Schemas& schemas) {
  const MethodDescriptor& method = *route.method;
  const std::string comment = comments.Of(method);
  ordered_json operation = {
      {"operationId", OperationId(route, is_prefixed)},
      {"summary", FirstSentence(comment)},
      {"description", comment},
      {"tags", ordered_json::array({method.service()->name()})},
      {"parameters", PathParameters(path_parameters)}};
  if (route.body.empty()) {
    AddQuery(route, schemas, operation["parameters"]);
  } else {
    operation["requestBody"] = Body(route, schemas);
  }
  operation["responses"] = Answers(route, schemas);
  operation["security"] = Security(route);
  return operation;
}

}  // namespace

std::string OpenApiJson(const RouteTable& routes, const Comments& comments,
                        const std::string& origin) {
  Schemas schemas(comments);
  ordered_json document = DocumentHead(origin);
  for (const Route& route : routes.routes()) {
    std::vector<std::string> parameters;
    const std::string path = route.path.Generic(parameters);
    const bool is_prefixed = !absl::StartsWith(path, "/v1/");
    document["paths"][path][absl::AsciiStrToLower(route.verb)] =
        Operation(route, comments, parameters, is_prefixed, schemas);
  }
  document["components"]["schemas"].update(schemas.All());
  return Text(document);
}

std::string PublicOpenApiJson(const std::string& origin) {
  std::vector<BackEnd> back_ends(1);
  back_ends[0].services = PublicServices();
  const absl::StatusOr<RouteTable> routes = RouteTable::Make(back_ends);
  return routes.ok() ? OpenApiJson(*routes, Comments(), origin) : "";
}

}  // namespace creditproof::gateway
