// Rows that were not read as they were written.
#pragma once

#include "libs/intake/intake.h"

namespace creditproof::ingestion {

// Whether its cells may stand in the wrong column or have lost characters: then
// none of them can be relied on.
bool IsDamaged(const intake::Row& row);

}  // namespace creditproof::ingestion
