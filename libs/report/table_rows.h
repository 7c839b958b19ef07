// Rows of a table, set in lines.
#pragma once

#include <string>
#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// A text set in lines of a column.
struct Cell {
  int content;
  double x;
  Style style;
  double leading;
  std::vector<std::u32string> lines;
};

// Rows are as high as their longest cell needs.
struct Row {
  std::string labels;  // the form with its labels
  double height;
  std::vector<Cell> cells;
};

using TableRows = google::protobuf::RepeatedPtrField<v1::TableRow>;

// `index` counts rows through all tables.
std::vector<Row> SetRows(Canvas& canvas, const TableRows& rows,
                         const Facts& facts, int& index);

}  // namespace creditproof::report
