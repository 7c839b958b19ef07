// Small readings of a cell's text.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::intake {

// `text` (UTF-8) without blanks of any width at both ends.
absl::string_view TrimBlanks(absl::string_view text);

// `text` with full-width characters made half-width and blanks taken out.
std::string HalfWidthText(absl::string_view text);

// `name` without line breaks, tabs and invisible marks inside.
std::string CleanName(absl::string_view name);

// The beginning of `text` in quotation marks, for a message; 该值 when it holds
// so many digits that it might be somebody's number.
std::string Excerpt(absl::string_view text);

}  // namespace creditproof::intake
