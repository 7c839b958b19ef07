// What elements of each type hold.
#pragma once

#include "libs/pdfa/tree.h"

namespace creditproof::pdfa {

void CheckElements(const File& file, const Tree& tree, Findings& findings);

}  // namespace creditproof::pdfa
