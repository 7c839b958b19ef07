// Objects with numbers and offsets, and the cross-reference table over them
// (ISO 32000-1 7.3.10 and 7.5.4).
#pragma once

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "libs/report/part.h"

namespace creditproof::report {

// The start of a file: bytes, and where object 1, 2, 3 ... begins in them.
struct ObjectBytes {
  std::string bytes;
  std::vector<std::size_t> offsets;

  int next() const { return static_cast<int>(offsets.size()) + 1; }

  // Appends the object with the next number; returns the number.
  int Add(const Part& part);

  // The next number, for an object that is written later.
  int Reserve();

  // Appends the object of a number that was reserved. Of one that has an object
  // already, the table then leads to this.
  void Write(int number, const Part& part);

  // Appends cross-reference table and trailer. `trailer` stands in the
  // dictionary beside /Size.
  void Finish(absl::string_view trailer);
};

}  // namespace creditproof::report
