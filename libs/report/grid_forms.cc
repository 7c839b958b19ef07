#include "libs/report/grid_forms.h"

#include <algorithm>

#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/contents.h"
#include "libs/report/heading.h"

namespace creditproof::report {
namespace {

constexpr double kFirstRow = kGridTop + 0.2;  // below the line at the top

int Areas() { return static_cast<int>(record::AllAreas().size()); }

}  // namespace

int GridRows(const v1::GridBlock& grid) {
  return (Areas() + grid.columns_size() - 1) / grid.columns_size();
}

double GridHeight(const v1::GridBlock& grid) {
  return kFirstRow + GridRows(grid) * grid.row_height();
}

GridCell CellOf(const v1::GridBlock& grid, std::size_t index) {
  const int rows = GridRows(grid);
  const v1::GridColumn& column = grid.columns(static_cast<int>(index) / rows);
  const double top =
      kFirstRow + static_cast<int>(index) % rows * grid.row_height();
  return {column.left(), column.width(), top,
          Baseline(top, grid.row_height(), grid.name_style().size())};
}

void DrawGridForm(Canvas& canvas) {
  const v1::GridBlock& grid = canvas.drawn().grid();
  DrawHeading(canvas, canvas.left(), 0, grid.heading());
  const Artifact rules(canvas);
  canvas.Rule(kGridTop, kEdge, Ink::kAccent);
  const int rows = GridRows(grid);
  for (int row = 1; row < rows; ++row) {
    for (int column = 0; column < grid.columns_size(); ++column) {
      const int index = column * rows + row;
      if (index >= Areas()) continue;
      const GridCell cell = CellOf(grid, static_cast<std::size_t>(index));
      canvas.Rule(cell.top, kRowLine, Ink::kHairline, cell.left, cell.width);
    }
  }
  canvas.Rule(GridHeight(grid) - 0.2, kEdge, Ink::kAccent);
}

void DrawAreaNames(Canvas& canvas) {
  for (std::size_t i = 0; i < record::AllAreas().size(); ++i) {
    DrawAreaName(canvas, i);
  }
}

void DrawAreaName(Canvas& canvas, std::size_t index) {
  const GridCell cell = CellOf(canvas.drawn().grid(), index);
  const Marked name(canvas, "LI",
                    content::kAreaNames + static_cast<int>(index));
  DrawAreaNumber(canvas, index);
  canvas.Text(cell.left + kAreaName, cell.baseline,
              record::ChineseName(record::AllAreas()[index]),
              StyleOf(canvas.drawn().grid().name_style()));
}

void DrawAreaNumber(Canvas& canvas, std::size_t index) {
  const v1::GridBlock& grid = canvas.drawn().grid();
  const GridCell cell = CellOf(grid, index);
  canvas.Text(cell.left, cell.baseline, absl::StrFormat("%02d", index + 1),
              StyleOf(grid.number_style()));
}

}  // namespace creditproof::report
