// How a person's name stands on a page.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::report_rendering {

// Each character after the first made a full-width asterisk.
std::string MaskName(absl::string_view name);

}  // namespace creditproof::report_rendering
