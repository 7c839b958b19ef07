#include "services/gateway/route_table.h"

#include <algorithm>
#include <utility>

#include "absl/algorithm/container.h"
#include "absl/strings/str_cat.h"
#include "google/api/annotations.pb.h"
#include "libs/base/status_macros.h"
#include "services/gateway/joined_answer.h"

namespace creditproof::gateway {
namespace {

using google::api::HttpRule;
using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

std::pair<std::string, std::string> VerbAndPath(const HttpRule& rule) {
  switch (rule.pattern_case()) {
    case HttpRule::kGet:
      return {"GET", rule.get()};
    case HttpRule::kPut:
      return {"PUT", rule.put()};
    case HttpRule::kPost:
      return {"POST", rule.post()};
    case HttpRule::kDelete:
      return {"DELETE", rule.delete_()};
    case HttpRule::kPatch:
      return {"PATCH", rule.patch()};
    default:
      return {};
  }
}

// A body that is one field comes as it is, in pieces: a stream of messages with
// these bytes. Methods that stream otherwise have no place here.
bool CanServe(const Route& route) {
  const MethodDescriptor& method = *route.method;
  const Descriptor& request = *method.input_type();
  for (const std::string& name : route.path.fields()) {
    const FieldDescriptor* field = request.FindFieldByName(name);
    if (field == nullptr || field->is_repeated() ||
        field->type() != FieldDescriptor::TYPE_STRING) {
      return false;
    }
  }
  if (!JoinFits(method)) return false;
  if (method.server_streaming() &&
      method.output_type()->full_name() != "google.api.HttpBody") {
    return false;
  }
  if (!method.client_streaming()) {
    return route.body.empty() || route.body == "*";
  }
  const FieldDescriptor* piece = request.FindFieldByName(route.body);
  return !method.server_streaming() && piece != nullptr &&
         piece->type() == FieldDescriptor::TYPE_BYTES;
}

// See PartitionOfRequest.
bool NamesSubject(const PathTemplate& path) {
  std::vector<std::string> parameters;
  path.Generic(parameters);
  const std::vector<std::string> fields = path.fields();
  return absl::c_linear_search(parameters, "subject") ||
         absl::c_linear_search(fields, "credit_code") ||
         absl::c_linear_search(fields, "report_number");
}

// An upload that comes to the wrong instance is sent on by what that says.
bool FindsItsInstances(const Route& route) {
  return !route.back_end->is_split() || route.method->client_streaming() ||
         NamesSubject(route.path) || CanBeJoined(*route.method);
}

absl::StatusOr<Route> MakeRoute(const std::string& prefix, const HttpRule& rule,
                                const MethodDescriptor& method,
                                const BackEnd& back_end) {
  const auto [verb, path] = VerbAndPath(rule);
  ASSIGN_OR_RETURN(PathTemplate parsed,
                   PathTemplate::Parse(absl::StrCat(prefix, path)));
  Route route{verb, std::move(parsed), rule.body(), &method, &back_end};
  if (!FindsItsInstances(route)) {
    return absl::InvalidArgumentError(absl::StrCat(
        method.full_name(), ": ", back_end.name,
        " is split, and one instance would answer for itself alone: name the "
        "subject in the path, or say how answers are joined (every_instance)"));
  }
  if (CanServe(route)) return route;
  return absl::InvalidArgumentError(
      absl::StrCat("google.api.http of ", method.full_name(),
                   " asks for what the gateway does not do"));
}

bool IsServedBySeveral(const ServiceDescriptor& service,
                       const std::vector<BackEnd>& back_ends) {
  return std::count_if(
             back_ends.begin(), back_ends.end(), [&](const BackEnd& back_end) {
               const auto& all = back_end.services;
               return std::find(all.begin(), all.end(), &service) != all.end();
             }) > 1;
}

absl::Status AddRoutes(const std::string& prefix,
                       const ServiceDescriptor& service,
                       const BackEnd& back_end, std::vector<Route>& routes) {
  for (int i = 0; i < service.method_count(); ++i) {
    const MethodDescriptor& method = *service.method(i);
    if (!method.options().HasExtension(google::api::http)) continue;
    const HttpRule& rule = method.options().GetExtension(google::api::http);
    ASSIGN_OR_RETURN(Route route, MakeRoute(prefix, rule, method, back_end));
    routes.push_back(std::move(route));
    for (const HttpRule& more : rule.additional_bindings()) {
      ASSIGN_OR_RETURN(route, MakeRoute(prefix, more, method, back_end));
      routes.push_back(std::move(route));
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<RouteTable> RouteTable::Make(
    const std::vector<BackEnd>& back_ends) {
  RouteTable table;
  for (const BackEnd& back_end : back_ends) {
    for (const ServiceDescriptor* service : back_end.services) {
      const std::string prefix = IsServedBySeveral(*service, back_ends)
                                     ? absl::StrCat("/", back_end.name)
                                     : "";
      RETURN_IF_ERROR(AddRoutes(prefix, *service, back_end, table.routes_));
    }
  }
  return table;
}

RouteTable::Found RouteTable::Find(absl::string_view verb,
                                   absl::string_view path) const {
  Found found;
  for (const Route& route : routes_) {
    std::optional<std::vector<Bound>> bound = route.path.Match(path);
    if (!bound) continue;
    if (route.verb == verb) return {&route, *std::move(bound)};
    found.other_verbs.push_back(route.verb);
  }
  return found;
}

}  // namespace creditproof::gateway
