// What stands around the blocks of every page.
#pragma once

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

void DrawRunningHead(Canvas& canvas, const Facts& facts);
void DrawFoot(Canvas& canvas, int page, int pages);

// Frame, running head, and whom a page behind the first is about, so that it
// proves nothing about anybody else. Returns where that ends.
double DrawNextHead(Canvas& canvas, const Facts& facts);

// Where it would end.
double NextHeadEnd(Canvas& canvas, const Facts& facts);

}  // namespace creditproof::report
