#include "libs/report/grid_areas.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/area_signs.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kShortName = 3;  // characters
constexpr double kMarkGap = 0.5;       // between ● and its count

absl::string_view NameOf(std::size_t index) {
  return record::ChineseName(record::AllAreas()[index]);
}

std::string CountText(const AreaMark& area) {
  return absl::StrCat(area.records, "条");
}

double RecordsWidth(Canvas& canvas, const AreaMark& area, Style mark,
                    Style count) {
  return canvas.Width(kRecordsSign, mark) + kMarkGap +
         canvas.Width(CountText(area), count);
}

// A mark whose words leave the name no room beside it.
bool NeedsTwoLines(Canvas& canvas, std::size_t index, const AreaMark& area) {
  if (area.mark == Mark::kNoData) {
    return Decode(NameOf(index)).size() > kShortName;
  }
  if (area.mark != Mark::kRecords) return false;
  return kGridName + canvas.Width(NameOf(index), kAreaNameStyle) + 1 +
             RecordsWidth(canvas, area, kMarkStyle, kAreaNameStyle) >
         CellOf(index).width;
}

// The name goes above, at a size that leaves room below.
constexpr double kSmallNameHeight = 2.4;

double SmallNameTop(const GridCell& cell) {
  return cell.top + kGridRow / 2 - 2.2;
}

double SmallNameEnd(const GridCell& cell) {
  return SmallNameTop(cell) + kSmallNameHeight;
}

void DrawSmallName(Canvas& canvas, std::size_t index) {
  const GridCell cell = CellOf(index);
  const Marked name(canvas, "LI",
                    content::kAreaNames + static_cast<int>(index));
  canvas.Text(cell.left, cell.baseline, absl::StrFormat("%02d", index + 1),
              {7});
  canvas.Text(cell.left + kGridName,
              Baseline(SmallNameTop(cell), kSmallNameHeight, 7), NameOf(index),
              {7});
}

void DrawNoData(Canvas& canvas, const GridCell& cell, bool two_lines,
                double y) {
  constexpr double kPadding = 1.1;  // to the left into the gap, so that the
                                    // number stays where all numbers stand
  canvas.Box(cell.left - kPadding, y + cell.top + 0.25, cell.width + kPadding,
             kGridRow - 0.5, kBoxLine);
  const double right = cell.left + cell.width - kPadding;
  if (!two_lines) {
    canvas.TextEndingAt(right, y + Baseline(cell.top, kGridRow, 7), kNoDataSign,
                        {7});
    return;
  }
  canvas.Text(cell.left + kGridName, Baseline(y + SmallNameEnd(cell), 2.4, 6.5),
              kNoDataSign, {6.5});
}

void DrawRecords(Canvas& canvas, const GridCell& cell, const AreaMark& area,
                 bool two_lines, double y) {
  const double right = cell.left + cell.width;
  const Style mark = two_lines ? Style{8} : kMarkStyle;
  const Style count = two_lines ? Style{7} : kAreaNameStyle;
  const double baseline =
      y + (two_lines ? Baseline(SmallNameEnd(cell), 2.4, 7) : cell.baseline);
  const double x = right - RecordsWidth(canvas, area, mark, count);
  canvas.Text(x, baseline + (two_lines ? 0.1 : 0.3), kRecordsSign, mark);
  canvas.TextEndingAt(right, baseline, CountText(area), count);
}

void DrawMark(Canvas& canvas, const AreaMark& area, std::size_t index,
              double y) {
  const bool two_lines = NeedsTwoLines(canvas, index, area);
  const Marked mark(canvas, "LI", content::kAreas + static_cast<int>(index));
  const GridCell cell = CellOf(index);
  const double right = cell.left + cell.width;
  switch (area.mark) {
    case Mark::kNothingFound:
      canvas.TextEndingAt(right,
                          y + Baseline(cell.top, kGridRow, kMarkStyle.size),
                          kNothingFoundSign, kMarkStyle);
      return;
    case Mark::kNotAsked:
      canvas.TextEndingAt(right, y + cell.baseline, kNotAskedSign,
                          kAreaNameStyle);
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

std::string AreaNames(FontSet& fonts, const std::vector<AreaMark>& marks) {
  Canvas canvas(fonts, 0);
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
