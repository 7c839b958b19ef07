// What each sentence of a template must say (docs/formats/template.md).
#pragma once

#include <set>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::report {

// What is said whenever all of `when` holds.
struct Need {
  std::set<int> when;
  absl::string_view placeholder;  // empty: whatever the words
};
using Needs = std::vector<Need>;

// `lists`: of a report that lists records.
Needs HeadlineNeeds(bool lists);
Needs StatementNeeds(bool lists);
Needs CountNeeds(bool lists);

// What any sentence may speak of; the statement of {pages} besides.
std::set<absl::string_view> KnownPlaceholders(bool lists);

}  // namespace creditproof::report
