// Where each area stands in the grid, and what is the same there in every
// report.
#pragma once

#include <cstddef>

#include "libs/report/canvas.h"

namespace creditproof::report {

// Above the first row, below the top of the block.
inline constexpr double kGridTop = 5.6;

// Of all columns but the last, which may have fewer rows.
int GridRows(const v1::GridBlock& grid);

// Of heading and rows.
double GridHeight(const v1::GridBlock& grid);

// 25 (煤炭和矿山安全): the place of area `index` (from 0) in the grid.
struct GridCell {
  double left;
  double width;
  double top;       // below the block's
  double baseline;  // of the name, below the block's top
};
GridCell CellOf(const v1::GridBlock& grid, std::size_t index);

// Heading and rules.
void DrawGridForm(Canvas& canvas);

void DrawAreaNames(Canvas& canvas);

// 01 and the area's name, of area `index` in the grid, as content of its own.
void DrawAreaName(Canvas& canvas, std::size_t index);

// 01 alone.
void DrawAreaNumber(Canvas& canvas, std::size_t index);

}  // namespace creditproof::report
