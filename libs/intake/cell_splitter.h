// One row of CSV (RFC 4180) into its cells.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::intake {

// Keep one and use it for every row: it keeps its memory.
class CellSplitter {
 public:
  enum class Fault {
    kNone,
    kUnclosed,   // a quote that never ends
    kMisplaced,  // a quote inside an unquoted cell, or text behind a closing
                 // one
  };

  // Splits `row`, which has no line end. On a fault the cells are the best
  // guess. `row` must outlive the use of cells().
  void Split(absl::string_view row);

  // Unquoted.
  const std::vector<absl::string_view>& cells() const { return cells_; }

  Fault fault() const { return fault_; }
  std::size_t fault_cell() const { return fault_cell_; }

 private:
  // Each takes the cell at `at` and returns where it ends: a comma or the end.
  std::size_t TakePlain(absl::string_view row, std::size_t at);
  std::size_t TakeQuoted(absl::string_view row, std::size_t at);
  void Blame(Fault fault);

  std::vector<absl::string_view> cells_;
  std::string unescaped_;  // holds the cells that had doubled quotes
  Fault fault_ = Fault::kNone;
  std::size_t fault_cell_ = 0;
};

}  // namespace creditproof::intake
