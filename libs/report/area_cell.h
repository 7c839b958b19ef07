// The cell of an area: how name and mark share it.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/report/canvas.h"
#include "libs/report/facts.h"
#include "libs/report/grid_forms.h"

namespace creditproof::report {

// Of the box around 暂无归集数据; to the left into the gap, so that the number
// stays where all numbers stand.
inline constexpr double kBoxPadding = 1.1;

absl::string_view NameOfArea(std::size_t index);
Style NameStyle(const Canvas& canvas);
Style MarkStyle(const Canvas& canvas);
GridCell CellIn(const Canvas& canvas, std::size_t index);
double RowHeight(const Canvas& canvas);

// ● and 2条.
std::string CountText(const AreaMark& area);
double RecordsWidth(Canvas& canvas, const AreaMark& area, Style mark,
                    Style count);

// A mark whose words leave the name no room beside it. The name goes above, at
// a size that leaves room below.
bool NeedsTwoLines(Canvas& canvas, std::size_t index, const AreaMark& area);
inline constexpr double kSmallNameHeight = 2.4;
double SmallNameTop(const Canvas& canvas, const GridCell& cell);
double SmallNameEnd(const Canvas& canvas, const GridCell& cell);

// How wide the cell of area `index` must be, whatever its mark.
double WidestCell(Canvas& canvas, std::size_t index);

}  // namespace creditproof::report
