// A text as a PDF file holds it outside of contents.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::report {

// In UTF-16BE (ISO 32000-1 7.9.2.2), as <FEFF...>.
std::string TextString(absl::string_view text);

}  // namespace creditproof::report
