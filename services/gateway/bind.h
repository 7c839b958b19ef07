// Makes a method's request of what HTTP carries: path, query and JSON body.
#pragma once

#include <google/protobuf/message.h>

#include <optional>

#include "absl/strings/string_view.h"
#include "services/gateway/problem.h"
#include "services/gateway/route_table.h"

namespace creditproof::gateway {

// Reads the JSON object `body`, where there is one, into `message`. Reason
// BAD_JSON.
std::optional<Problem> BindBody(absl::string_view body,
                                google::protobuf::Message& message);

// Sets the fields of `message` that the query names, by their JSON names: those
// of one value, those of many once for each, and times. Not those in `bound`.
std::optional<Problem> BindQuery(absl::string_view query,
                                 const std::vector<Bound>& bound,
                                 google::protobuf::Message& message);

// Sets the fields that the path binds. What the body says of them must be the
// same.
std::optional<Problem> BindPath(const std::vector<Bound>& bound,
                                google::protobuf::Message& message);

}  // namespace creditproof::gateway
