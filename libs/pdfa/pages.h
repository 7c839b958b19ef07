// The pages of a file, in order.
#pragma once

#include <set>
#include <vector>

#include "libs/pdfa/file.h"

namespace creditproof::pdfa {

// Numbers of their objects.
std::vector<int> Pages(const File& file);

using PageNumbers = std::set<int>;
PageNumbers NumbersOfPages(const File& file);

}  // namespace creditproof::pdfa
