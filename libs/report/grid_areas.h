// The areas in the grid: number, name and mark of each.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// `marks` are by area, `y` is the top of the grid's block.
void DrawAreas(Canvas& canvas, const std::vector<AreaMark>& marks, double y);

// What stands in the form kAreaNames instead when a mark leaves its area's name
// less room; empty when none does.
std::string AreaNames(FontSet& fonts, const Template& drawn,
                      const std::vector<AreaMark>& marks);

}  // namespace creditproof::report
