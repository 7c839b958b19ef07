// Chinese line breaking: between any two characters, but for what must not
// start or end a line, words of letters, and figures with their units.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "absl/functional/function_ref.h"

namespace creditproof::report {

// Breaks `text` into lines of at most `width`, in the unit of `advance`. Only a
// single unbreakable piece wider than a line is cut where the line ends. Blanks
// at a break vanish. Empty text gives no line.
std::vector<std::u32string> BreakLines(
    std::u32string_view text, double width,
    absl::FunctionRef<double(char32_t)> advance);

}  // namespace creditproof::report
