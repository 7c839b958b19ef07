// Whether the areas have room in the columns of a template's grid.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/problem.h"

namespace creditproof::report {

Problems GridMisfits(Canvas& canvas);

}  // namespace creditproof::report
