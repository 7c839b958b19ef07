// What the legend of the grid says.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// A sign of the grid and what it means.
struct Explained {
  Mark mark;
  absl::string_view sign;
  absl::string_view meaning;
};

// Those that the grid has; nothing found is always explained.
std::vector<Explained> Legend(const Facts& facts);

}  // namespace creditproof::report
