// Bands and ribbons of fine curves: solid strokes that survive copying, and
// that nobody draws by hand.
#pragma once

#include "libs/report/canvas.h"

namespace creditproof::report {

// Sine curves, each shifted against the one before, whose amplitude swells and
// narrows once in a period.
struct Band {
  int curves;
  double amplitude;  // at the widest
  int periods;       // in the width of the blocks
  double weight;
};

inline constexpr Band kUpperBand = {12, 2.4, 10, 0.09};
inline constexpr Band kLowerBand = {8, 1.05, 12, 0.07};

// One period of `band` from the left edge, around y = 0.
void DrawBandPeriod(Canvas& canvas, const Band& band);

// Three strands over the whole width, around y = 0.
void DrawRibbon(Canvas& canvas);

}  // namespace creditproof::report
