// The two tables at the top of a page: who it is about, what it is for.
#pragma once

#include <vector>

#include "libs/report/canvas.h"
#include "libs/report/facts.h"
#include "libs/report/table_rows.h"

namespace creditproof::report {

struct Tables {
  std::vector<Row> subject;
  std::vector<Row> application;

  double height() const;
};

Tables SetTables(Canvas& canvas, const Facts& facts);

// `y` is the top.
void DrawTables(Canvas& canvas, const Tables& tables, double y);

}  // namespace creditproof::report
