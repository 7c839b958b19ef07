// How a page and its blocks are called.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/canvas.h"
#include "libs/report/sentence.h"

namespace creditproof::report {

// What the metadata calls the file, and pages behind the first repeat.
std::string DocumentTitle(const Template& drawn, const Values& names);
inline constexpr Style kNextTitleStyle = {8.5};

// Heading of a block, at the bar before it.
void DrawHeading(Canvas& canvas, double x, double top, absl::string_view text);

// From the bar to the text's left edge.
inline constexpr double kHeadingIndent = 2.8;

}  // namespace creditproof::report
