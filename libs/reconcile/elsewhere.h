// Rows outside of the source's regions. A delivery of them is refused, unless
// the platform has them from when the source answered for them; so they are
// part of the table only then.
#pragma once

#include "libs/reconcile/narrow.h"
#include "libs/reconcile/read_table.h"

namespace creditproof::reconcile {

// Puts those back into the table that the platform has, as `comparison` of the
// table without them shows; all of them when it does not show all. Returns
// whether there were any: then the table is to be compared again.
bool TakeBackKnown(const Comparison& comparison, SourceTable& source);

// Those that are left are uncounted.
void LeaveOutElsewhere(SourceTable& source);

}  // namespace creditproof::reconcile
