// A record as a row of the table, set in lines.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// The columns of the table, from 0. What a row that is continued repeats is in
// none.
inline constexpr int kColumns = 5;
inline constexpr int kStateColumn = kColumns - 1;
inline constexpr int kNoColumn = -1;

struct RowLine {
  int column;
  double x;
  double top;  // below the row's
  double leading;
  Style style;
  std::u32string text;

  double bottom() const { return top + leading; }
};

struct RecordRow {
  std::size_t number;  // from 1
  std::string state;   // the form that shows it; empty where it is continued
  std::vector<RowLine> lines;

  double height() const;
  bool Has(int column) const;

  // Not the rest of one that was split.
  bool IsStart() const { return !state.empty(); }
};

RecordRow SetRow(Canvas& canvas, const RecordFacts& record, std::size_t number);

// Leaves in `row` the lines that fit `room` and returns the rest as a row that
// says that it goes on.
RecordRow SplitOff(Canvas& canvas, RecordRow& row, double room);

// `y` is the top. What stands in column C is content `first_content` + C.
void DrawRow(Canvas& canvas, const RecordRow& row, double y, int first_content);

}  // namespace creditproof::report
