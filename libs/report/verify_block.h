// The verify block: QR code, number, times.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// `y` is the top.
void DrawVerify(Canvas& canvas, const Facts& facts, double y);

// How wide a time with its label is.
double TimeWidth(Canvas& canvas, absl::string_view label,
                 absl::string_view time);

}  // namespace creditproof::report
