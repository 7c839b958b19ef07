// Which of a caller's own words may stand on a page.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::report_rendering {

// At most 600 bytes, without characters that are invisible or change how others
// are read. Fails with INVALID_ARGUMENT (INVALID_FIELD) about `field`.
absl::Status CheckPrintable(absl::string_view field, absl::string_view text);

// A person's name with each character after the first made a full-width
// asterisk.
std::string MaskName(absl::string_view name);

}  // namespace creditproof::report_rendering
