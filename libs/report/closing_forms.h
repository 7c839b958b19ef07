// What is the same in every report at its end: notices, and how to verify it.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/sentence.h"

namespace creditproof::report {

// Returns how high they are.
double DrawNotices(Canvas& canvas, const Values& names);

void DrawVerifyForm(Canvas& canvas, const Values& names);

// Right of the QR code.
inline double VerifyTextLeft(const Canvas& canvas) {
  return canvas.left() + 35;
}

}  // namespace creditproof::report
