// What is wrong with a template: field, rule, way out.
#pragma once

#include <string>
#include <vector>

namespace creditproof::report {

struct Problem {
  std::string field;  // a path, such as `grid.columns[2].width`
  std::string text;
};
using Problems = std::vector<Problem>;

}  // namespace creditproof::report
