// The panel's headline with the remark behind it: one line, or as many as long
// names take.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

inline constexpr double kHeadlineLeading = 8;

// A piece of it that stands on one line.
struct HeadlineRun {
  std::size_t line;  // from 0
  double x;          // from the left edge of the lines
  std::u32string text;
  Style style;
};

// None reaches beyond `width`.
std::vector<HeadlineRun> SetHeadline(Canvas& canvas, const Facts& facts,
                                     double width);

// What both leave of one line of `width`; negative when that is too short.
double HeadlineRoom(Canvas& canvas, const Facts& facts, double width);

}  // namespace creditproof::report
