// The path of a google.api.http rule: `/v1/{name=subjects/*/reports/*}:data`.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::gateway {

// A field of the request and what the path says it is.
struct Bound {
  std::string field;
  std::string value;
};

// Immutable.
class PathTemplate {
 public:
  // Fails with INVALID_ARGUMENT on what none of our rules uses: `**`, and
  // fields of fields.
  static absl::StatusOr<PathTemplate> Parse(absl::string_view text);

  // The fields that `path`, percent-encoded, binds; nothing when it has another
  // shape, or a segment that stands for `*` is empty or hides a `/`.
  std::optional<std::vector<Bound>> Match(absl::string_view path) const;

  // Names of the fields that it binds.
  std::vector<std::string> fields() const;

  // With a parameter for each `*`, such as `/v1/subjects/{subject}/reports`,
  // as OpenAPI wants it, and the parameters' names.
  std::string Generic(std::vector<std::string>& parameters) const;

 private:
  struct Variable {
    std::string field;
    std::size_t begin;  // of its segments
    std::size_t end;
  };

  absl::Status ParseSegments(absl::string_view path);

  std::vector<std::string> segments_;  // `*` for any
  std::vector<Variable> variables_;
  std::string verb_;  // behind the colon
};

}  // namespace creditproof::gateway
