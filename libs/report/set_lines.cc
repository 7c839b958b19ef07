#include "libs/report/set_lines.h"

#include "libs/report/line_breaker.h"

namespace creditproof::report {

// No tracking stands behind the last character of a line.
std::vector<std::u32string> SetLines(Canvas& canvas, std::u32string_view text,
                                     double width, Style style) {
  const double tracking = style.tracking * style.size / kPointsPerMillimetre;
  const auto advance = [&](char32_t character) {
    return canvas.Width(std::u32string_view(&character, 1), style) + tracking;
  };
  return BreakLines(text, width + tracking, advance);
}

}  // namespace creditproof::report
