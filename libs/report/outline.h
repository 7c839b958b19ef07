// The bookmarks of a file (ISO 32000-1 12.3.3).
#pragma once

#include <vector>

#include "libs/report/file_writer.h"
#include "libs/report/record_pages.h"

namespace creditproof::report {

// `pages` are the objects of the pages. Returns the outline's number.
int AddOutline(ObjectBytes& objects, const std::vector<Bookmark>& bookmarks,
               const std::vector<int>& pages);

}  // namespace creditproof::report
