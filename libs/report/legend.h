// What the marks of the grid mean.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// Beside the heading of the grid whose top is at `y`.
void DrawLegend(Canvas& canvas, const Facts& facts, double y);

// Where it starts.
double LegendLeft(Canvas& canvas, const Facts& facts);

}  // namespace creditproof::report
