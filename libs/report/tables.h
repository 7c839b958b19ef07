// The two tables at the top of a page: who it is about, what it is for.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// A text set in lines of a column.
struct Cell {
  double x;
  Style style;
  double leading;
  std::vector<std::u32string> lines;
};

// Rows are as high as their longest cell needs.
struct Row {
  absl::string_view labels;  // the form with its labels
  double height;
  std::vector<Cell> cells;
};

struct Tables {
  std::vector<Row> subject;
  std::vector<Row> application;

  double height() const;
};

Tables SetTables(Canvas& canvas, const Facts& facts);

// `y` is the top.
void DrawTables(Canvas& canvas, const Tables& tables, double y);

}  // namespace creditproof::report
