#include "libs/report/grid_fit.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/area_cell.h"
#include "libs/report/grid_forms.h"

namespace creditproof::report {

// Each with the widest that may stand beside its name, or below.
Problems GridMisfits(Canvas& canvas) {
  const v1::GridBlock& grid = canvas.drawn().grid();
  Problems problems;
  for (std::size_t i = 0; i < record::AllAreas().size(); ++i) {
    const double needed = WidestCell(canvas, i);
    const double width = CellOf(grid, i).width;
    if (needed <= width) continue;
    const int column = static_cast<int>(i) / GridRows(grid);
    problems.push_back(
        {absl::StrCat("grid.columns[", column, "].width"),
         absl::StrFormat(
             "is %.1f mm, %02d %s takes %.1f: widen it, or set "
             "names and marks smaller",
             width, i + 1,
             std::string(record::ChineseName(record::AllAreas()[i])), needed)});
  }
  return problems;
}

}  // namespace creditproof::report
