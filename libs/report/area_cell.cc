#include "libs/report/area_cell.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/record/catalogue.h"
#include "libs/report/area_signs.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kShortName = 3;  // characters
constexpr double kMarkGap = 0.5;       // between ● and its count

}  // namespace

absl::string_view NameOfArea(std::size_t index) {
  return record::ChineseName(record::AllAreas()[index]);
}

std::string CountText(const AreaMark& area) {
  return absl::StrCat(area.records, "条");
}

Style NameStyle(const Canvas& canvas) {
  return StyleOf(canvas.drawn().grid().name_style());
}

Style MarkStyle(const Canvas& canvas) {
  return StyleOf(canvas.drawn().grid().mark_style());
}

GridCell CellIn(const Canvas& canvas, std::size_t index) {
  return CellOf(canvas.drawn().grid(), index);
}

double RowHeight(const Canvas& canvas) {
  return canvas.drawn().grid().row_height();
}

double RecordsWidth(Canvas& canvas, const AreaMark& area, Style mark,
                    Style count) {
  return canvas.Width(kRecordsSign, mark) + kMarkGap +
         canvas.Width(CountText(area), count);
}

bool NeedsTwoLines(Canvas& canvas, std::size_t index, const AreaMark& area) {
  if (area.mark == Mark::kNoData) {
    return Decode(NameOfArea(index)).size() > kShortName;
  }
  if (area.mark != Mark::kRecords) return false;
  const Style name = NameStyle(canvas);
  return kAreaName + canvas.Width(NameOfArea(index), name) + 1 +
             RecordsWidth(canvas, area, MarkStyle(canvas), name) >
         CellIn(canvas, index).width;
}

double SmallNameTop(const Canvas& canvas, const GridCell& cell) {
  return cell.top + RowHeight(canvas) / 2 - 2.2;
}

double SmallNameEnd(const Canvas& canvas, const GridCell& cell) {
  return SmallNameTop(canvas, cell) + kSmallNameHeight;
}

double WidestCell(Canvas& canvas, std::size_t index) {
  constexpr double kGap = 0.4;  // between the name and its mark
  const bool is_short = Decode(NameOfArea(index)).size() <= kShortName;
  const double usual = canvas.Width(NameOfArea(index), NameStyle(canvas)) +
                       kGap +
                       canvas.Width(kNothingFoundSign, MarkStyle(canvas));
  const double no_data =
      is_short ? canvas.Width(NameOfArea(index), NameStyle(canvas)) + kGap +
                     canvas.Width(kNoDataSign, {7}) + kBoxPadding
               : std::max(canvas.Width(NameOfArea(index), {7}),
                          canvas.Width(kNoDataSign, {6.5}));
  return kAreaName + std::max(usual, no_data);
}

}  // namespace creditproof::report
