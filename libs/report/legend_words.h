// What the marks of the grid mean, in words.
#pragma once

#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/facts.h"
#include "libs/report/template.h"

namespace creditproof::report {

struct Explained {
  Mark mark;
  absl::string_view sign;
  absl::string_view meaning;  // lives as long as the template
};

// Those that the grid has; nothing found is always explained.
std::vector<Explained> Legend(const v1::GridBlock& grid, const Facts& facts);

}  // namespace creditproof::report
