// A column of a record's row, filled from the top.
#pragma once

#include <vector>

#include "libs/report/record_row.h"

namespace creditproof::report {

// Above and below the lines of a row.
inline constexpr double kRowPadding = 2;

class RowColumn {
 public:
  // Sets lines of `column` at `place` into `lines`, which outlive this.
  RowColumn(Canvas& canvas, int column, const v1::RecordColumn& place,
            std::vector<RowLine>& lines)
      : canvas_(canvas), column_(column), place_(place), lines_(lines) {}

  void Add(absl::string_view text, Style style, double leading,
           double indent = 0);

  // Beside what is added next.
  void AddBeside(absl::string_view text, Style style, double leading);

 private:
  Canvas& canvas_;
  const int column_;
  const v1::RecordColumn& place_;
  std::vector<RowLine>& lines_;
  double top_ = kRowPadding;
};

}  // namespace creditproof::report
