// Resource names: text on the wire, values in the code.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::record {

// "subjects/{credit_code}". Fails with INVALID_ARGUMENT.
absl::StatusOr<CreditCode> ParseSubjectName(absl::string_view name);
std::string SubjectName(const CreditCode& code);

// "sources/{source}"; the id is 1 to 63 characters of `[a-z0-9-]`. Fails with
// INVALID_ARGUMENT.
absl::StatusOr<std::string> ParseSourceName(absl::string_view name);
std::string SourceName(absl::string_view source_id);

}  // namespace creditproof::record
