// A text, broken into the lines that it takes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "libs/report/canvas.h"

namespace creditproof::report {

// Each at most `width` wide, unless that is less than a character.
std::vector<std::u32string> SetLines(Canvas& canvas, std::u32string_view text,
                                     double width, Style style);

}  // namespace creditproof::report
