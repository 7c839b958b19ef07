#include "libs/report/grid_areas.h"

#include "libs/report/area_cell.h"
#include "libs/report/area_signs.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_forms.h"

namespace creditproof::report {
namespace {

void DrawSmallName(Canvas& canvas, std::size_t index) {
  const GridCell cell = CellIn(canvas, index);
  const Marked name(canvas, "LI",
                    content::kAreaNames + static_cast<int>(index));
  DrawAreaNumber(canvas, index);
  canvas.Text(cell.left + kAreaName,
              Baseline(SmallNameTop(canvas, cell), kSmallNameHeight, 7),
              NameOfArea(index), {7});
}

void DrawNothingFound(Canvas& canvas, const GridCell& cell, double y) {
  const Style style = MarkStyle(canvas);
  canvas.TextEndingAt(cell.left + cell.width,
                      y + Baseline(cell.top, RowHeight(canvas), style.size),
                      kNothingFoundSign, style);
}

void DrawNoData(Canvas& canvas, const GridCell& cell, bool two_lines,
                double y) {
  canvas.Box(cell.left - kBoxPadding, y + cell.top + 0.25,
             cell.width + kBoxPadding, RowHeight(canvas) - 0.5, kBoxLine);
  const double right = cell.left + cell.width - kBoxPadding;
  if (!two_lines) {
    canvas.TextEndingAt(right, y + Baseline(cell.top, RowHeight(canvas), 7),
                        kNoDataSign, {7});
    return;
  }
  canvas.Text(cell.left + kAreaName,
              Baseline(y + SmallNameEnd(canvas, cell), 2.4, 6.5), kNoDataSign,
              {6.5});
}

void DrawRecords(Canvas& canvas, const GridCell& cell, const AreaMark& area,
                 bool two_lines, double y) {
  const double right = cell.left + cell.width;
  const Style mark = two_lines ? Style{8} : MarkStyle(canvas);
  const Style count = two_lines ? Style{7} : NameStyle(canvas);
  const double baseline =
      y + (two_lines ? Baseline(SmallNameEnd(canvas, cell), 2.4, 7)
                     : cell.baseline);
  const double x = right - RecordsWidth(canvas, area, mark, count);
  canvas.Text(x, baseline + (two_lines ? 0.1 : 0.3), kRecordsSign, mark);
  canvas.TextEndingAt(right, baseline, CountText(area), count);
}

void DrawMark(Canvas& canvas, const AreaMark& area, std::size_t index,
              double y) {
  const bool two_lines = NeedsTwoLines(canvas, index, area);
  const Marked mark(canvas, "LI", content::kAreas + static_cast<int>(index));
  const GridCell cell = CellIn(canvas, index);
  const double right = cell.left + cell.width;
  switch (area.mark) {
    case Mark::kNothingFound:
      return DrawNothingFound(canvas, cell, y);
    case Mark::kNotAsked:
      canvas.TextEndingAt(right, y + cell.baseline, kNotAskedSign,
                          NameStyle(canvas));
      return;
    case Mark::kRecords:
      return DrawRecords(canvas, cell, area, two_lines, y);
    case Mark::kNoData:
      return DrawNoData(canvas, cell, two_lines, y);
  }
}

}  // namespace

void DrawAreas(Canvas& canvas, const std::vector<AreaMark>& marks, double y) {
  canvas.Place(form::kAreaNames, y);
  for (std::size_t i = 0; i < marks.size(); ++i) {
    DrawMark(canvas, marks[i], i, y);
  }
}

std::string AreaNames(FontSet& fonts, const Template& drawn,
                      const std::vector<AreaMark>& marks) {
  Canvas canvas(fonts, drawn, 0);
  bool usual = true;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    usual = usual && !NeedsTwoLines(canvas, i, marks[i]);
  }
  if (usual) return "";
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (NeedsTwoLines(canvas, i, marks[i])) {
      DrawSmallName(canvas, i);
    } else {
      DrawAreaName(canvas, i);
    }
  }
  return canvas.content();
}

}  // namespace creditproof::report
