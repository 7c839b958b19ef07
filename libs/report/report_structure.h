// The structure of one report: that of its template, with what this one says
// otherwise.
#pragma once

#include <vector>

#include "libs/report/file_writer.h"
#include "libs/report/pages.h"
#include "libs/report/prefix.h"

namespace creditproof::report {

// Writes the root, which is kStructure, and the elements that are not in the
// prefix or not the same there. `pages` are the objects of the pages.
void AddStructure(ObjectBytes& objects, const Prefix& prefix,
                  const Drawn& drawn, const std::vector<int>& pages);

}  // namespace creditproof::report
