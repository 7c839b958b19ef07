// Which method of which back end a path means, as google.api.http says.
#pragma once

#include <google/protobuf/descriptor.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/gateway/back_end.h"
#include "services/gateway/path_template.h"

namespace creditproof::gateway {

struct Route {
  std::string verb;  // such as `GET`
  PathTemplate path;
  std::string body;  // as in google.api.HttpRule
  const google::protobuf::MethodDescriptor* method;
  const BackEnd* back_end;
};

// Immutable.
class RouteTable {
 public:
  // All routes to `back_ends`, which must outlive it. A service that several of
  // them serve is reached under the name of each, `/NAME/v1/...`. Fails with
  // INVALID_ARGUMENT, naming the method, on a rule that cannot be served, and
  // on a method of a split service of which one instance would answer for
  // itself alone: its path names no subject, and it does not say how answers
  // are joined (proto/creditproof/routing/v1/every_instance.proto).
  static absl::StatusOr<RouteTable> Make(const std::vector<BackEnd>& back_ends);

  struct Found {
    const Route* route = nullptr;
    std::vector<Bound> bound{};
    std::vector<std::string>
        other_verbs{};  // that the path has, where no route
  };
  Found Find(absl::string_view verb, absl::string_view path) const;

  const std::vector<Route>& routes() const { return routes_; }

 private:
  std::vector<Route> routes_;
};

}  // namespace creditproof::gateway
