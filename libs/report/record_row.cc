#include "libs/report/record_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/report/record_forms.h"
#include "libs/report/row_column.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kMainLeading = 5;
constexpr Style kPlaceStyle = {8.5};
constexpr double kSmallLeading = 4.5;
constexpr Style kSinceStyle = {7};

const v1::RecordsBlock& BlockOf(const Canvas& canvas) {
  return canvas.drawn().records();
}

Style MainStyle(const Canvas& canvas) {
  return StyleOf(BlockOf(canvas).text_style());
}

void AddNumber(Canvas& canvas, int column, RecordRow& row) {
  RowColumn(canvas, column, BlockOf(canvas).number(), row.lines)
      .Add(absl::StrCat(row.number), MainStyle(canvas), kMainLeading);
}

void DrawColumn(Canvas& canvas, const RecordRow& row, int column, double y) {
  for (const RowLine& line : row.lines) {
    if (line.column != column) continue;
    canvas.Text(line.x, Baseline(y + line.top, line.leading, line.style.size),
                line.text, line.style);
  }
}

}  // namespace

bool RecordRow::Has(int column) const {
  if (column == kStateColumn && !state.empty()) return true;
  return std::any_of(lines.begin(), lines.end(), [column](const RowLine& line) {
    return line.column == column;
  });
}

double RecordRow::height() const {
  double bottom = state.empty() ? 0 : kRowPadding + kStateHeight;
  for (const RowLine& line : lines) bottom = std::max(bottom, line.bottom());
  return bottom + kRowPadding;
}

RecordRow SetRow(Canvas& canvas, const RecordFacts& record,
                 std::size_t number) {
  const v1::RecordsBlock& block = BlockOf(canvas);
  const Style main = MainStyle(canvas);
  const Style small = StyleOf(block.small_style());
  RecordRow row{number, StateForm(record.state), {}};
  AddNumber(canvas, 0, row);
  RowColumn kind(canvas, 1, block.kind(), row.lines);
  kind.Add(record.kind, main, kMainLeading);
  double indent = 0;
  if (!record.area_number.empty()) {
    kind.AddBeside(record.area_number,
                   StyleOf(canvas.drawn().grid().number_style()),
                   kSmallLeading);
    indent = kAreaName;
  }
  kind.Add(record.place, kPlaceStyle, kSmallLeading, indent);
  RowColumn date(canvas, 2, block.date(), row.lines);
  date.Add(record.date, main, kMainLeading);
  RowColumn content(canvas, 3, block.content(), row.lines);
  content.Add(record.content, main, kMainLeading);
  content.Add(record.authority, small, kSmallLeading);
  content.Add(record.document_number, small, kSmallLeading);
  if (record.state_since.empty()) return row;
  row.lines.push_back({kStateColumn, block.state().left(),
                       kRowPadding + kStateHeight + 0.4, 3.8, kSinceStyle,
                       Decode(record.state_since)});
  return row;
}

RecordRow SplitOff(Canvas& canvas, RecordRow& row, double room) {
  const auto rest_begin = std::stable_partition(
      row.lines.begin(), row.lines.end(), [room](const RowLine& line) {
        return line.bottom() <= room - kRowPadding;
      });
  RecordRow rest{row.number, "", {}};
  AddNumber(canvas, kNoColumn, rest);
  RowColumn kind(canvas, kNoColumn, BlockOf(canvas).kind(), rest.lines);
  kind.Add(BlockOf(canvas).continued(), MainStyle(canvas), kMainLeading);
  if (rest_begin == row.lines.end()) return rest;
  const double shift = std::min_element(rest_begin, row.lines.end(),
                                        [](const RowLine& a, const RowLine& b) {
                                          return a.top < b.top;
                                        })
                           ->top -
                       kRowPadding;
  for (auto line = rest_begin; line != row.lines.end(); ++line) {
    line->top -= shift;
    rest.lines.push_back(std::move(*line));
  }
  row.lines.erase(rest_begin, row.lines.end());
  return rest;
}

void DrawRow(Canvas& canvas, const RecordRow& row, double y,
             int first_content) {
  if (row.Has(kNoColumn)) {
    const Artifact repeated(canvas);
    DrawColumn(canvas, row, kNoColumn, y);
  }
  for (int column = 0; column < kColumns; ++column) {
    if (!row.Has(column)) continue;
    const Marked cell(canvas, "TD", first_content + column);
    if (column == kStateColumn && !row.state.empty()) {
      canvas.Place(row.state, y + kRowPadding);
    }
    DrawColumn(canvas, row, column, y);
  }
}

}  // namespace creditproof::report
