// Errors as clients of the gateway see them: application/problem+json (RFC
// 9457), described in docs/formats/http.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

// What is wrong with one field of a request.
struct FieldFault {
  std::string field;  // such as `areas[0]`
  std::string description;
};

struct Problem {
  int status = 500;
  std::string reason;  // such as `REPORT_NOT_FOUND`
  std::string detail;
  std::vector<FieldFault> fields{};
  std::optional<absl::Duration> retry_after{};
};

// 400 about one field: reason INVALID_FIELD.
Problem BadField(absl::string_view field, absl::string_view description);

// What a call to a back end came to. Of an error without details of ours only
// the code is told: the transport's words name machines.
Problem ProblemOf(const absl::Status& status);

Answer AnswerOf(const Problem& problem);

// 405; `allowed` as the field `allow` lists them.
Answer MethodNotAllowed(std::string allowed);

}  // namespace creditproof::gateway
