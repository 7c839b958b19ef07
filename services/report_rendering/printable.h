// Which of a caller's own words may stand on a page.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::report_rendering {

// At most 600 bytes, without characters that are invisible or change how others
// are read. Fails with INVALID_ARGUMENT (INVALID_FIELD) about `field`.
absl::Status CheckPrintable(absl::string_view field, absl::string_view text);

}  // namespace creditproof::report_rendering
