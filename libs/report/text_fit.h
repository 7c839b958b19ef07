// Whether the fixed texts of a template have room where they stand.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/problem.h"
#include "libs/report/sentence.h"

namespace creditproof::report {

// Those of the canvas's template, with `names` in them.
Problems TextMisfits(Canvas& canvas, const Values& names);

}  // namespace creditproof::report
