// A record as a row of the table, set in lines.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

struct RowLine {
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
};

RecordRow SetRow(Canvas& canvas, const RecordFacts& record, std::size_t number);

// Leaves in `row` the lines that fit `room` and returns the rest as a row that
// says that it goes on.
RecordRow SplitOff(Canvas& canvas, RecordRow& row, double room);

// `y` is the top.
void DrawRow(Canvas& canvas, const RecordRow& row, double y);

}  // namespace creditproof::report
