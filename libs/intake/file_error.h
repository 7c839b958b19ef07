// The error of a file that cannot be read as a whole.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::intake {

// INVALID_ARGUMENT (FILE_UNREADABLE). `rule` is a stable word for machines,
// `message` Chinese: what is wrong and what to do.
absl::Status FileUnreadable(absl::string_view rule, absl::string_view message);

}  // namespace creditproof::intake
