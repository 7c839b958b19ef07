// Where the objects of a file lie, by its cross-reference tables (ISO 32000-1
// section 7.5.4): one in a file of ours, more where somebody appended updates.
#pragma once

#include <cstddef>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::report {

struct ObjectTable {
  // Where object N starts, at N - 1; 0 when it is not in use. What a later
  // table says holds.
  std::vector<std::size_t> starts;

  int catalogue;  // object, by the last trailer that names it; 0 for none
};

// Fails with INVALID_ARGUMENT where a table is malformed, lies in a stream or
// leads nowhere. Looks at each byte a bounded number of times.
absl::StatusOr<ObjectTable> ReadObjectTable(absl::string_view pdf);

}  // namespace creditproof::report
