// Values of a report's data as they are printed.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {

// `day`, ISO 8601, in Chinese. Fails with INVALID_ARGUMENT (INVALID_FIELD),
// naming `field`.
absl::StatusOr<std::string> PrintedDay(absl::string_view field,
                                       absl::string_view day);

// `text`, or the sign that there is none.
std::string OrAbsent(absl::string_view text);

}  // namespace creditproof::report
