// A font's map to Unicode (ISO 32000-1 9.10.3).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::pdfa {

// From single mappings (bfchar) and ranges (bfrange) to one text each.
std::map<unsigned, std::vector<char32_t>> ReadMeanings(absl::string_view cmap);

}  // namespace creditproof::pdfa
