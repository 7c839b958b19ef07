#include "libs/report/record_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/report/line_breaker.h"
#include "libs/report/record_forms.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kPadding = 2;
constexpr Style kMainStyle = {9.5};
constexpr double kMainLeading = 5;
constexpr Style kPlaceStyle = {8.5};
constexpr Style kAreaNumberStyle = {7};
constexpr Style kSmallStyle = {8};
constexpr double kSmallLeading = 4.5;
constexpr Style kSinceStyle = {7};

// A column that is filled from the top.
class Column {
 public:
  Column(Canvas& canvas, int column, double x, double width,
         std::vector<RowLine>& lines)
      : canvas_(canvas), column_(column), x_(x), width_(width), lines_(lines) {}

  void Add(absl::string_view text, Style style, double leading,
           double indent = 0) {
    const auto advance = [&](char32_t character) {
      return canvas_.Width(std::u32string_view(&character, 1), style);
    };
    for (std::u32string& line :
         BreakLines(OneParagraph(text), width_ - indent, advance)) {
      lines_.push_back(
          {column_, x_ + indent, top_, leading, style, std::move(line)});
      top_ += leading;
    }
  }

  // Beside what is added next.
  void AddBeside(absl::string_view text, Style style, double leading) {
    lines_.push_back({column_, x_, top_, leading, style, Decode(text)});
  }

 private:
  // Sources may send tabs and line breaks.
  static std::u32string OneParagraph(absl::string_view text) {
    std::u32string characters = Decode(text);
    for (char32_t& character : characters) {
      if (character == U'\t' || character == U'\n' || character == U'\r') {
        character = U' ';
      }
    }
    return characters;
  }

  Canvas& canvas_;
  const int column_;
  const double x_;
  const double width_;
  std::vector<RowLine>& lines_;
  double top_ = kPadding;
};

void AddNumber(Canvas& canvas, int column, RecordRow& row) {
  Column(canvas, column, kNumberLeft, kKindLeft - kNumberLeft, row.lines)
      .Add(absl::StrCat(row.number), kMainStyle, kMainLeading);
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
  double bottom = state.empty() ? 0 : kPadding + kStateHeight;
  for (const RowLine& line : lines) bottom = std::max(bottom, line.bottom());
  return bottom + kPadding;
}

RecordRow SetRow(Canvas& canvas, const RecordFacts& record,
                 std::size_t number) {
  RecordRow row{number, StateForm(record.state), {}};
  AddNumber(canvas, 0, row);
  Column kind(canvas, 1, kKindLeft, kKindWidth, row.lines);
  kind.Add(record.kind, kMainStyle, kMainLeading);
  double indent = 0;
  if (!record.area_number.empty()) {
    kind.AddBeside(record.area_number, kAreaNumberStyle, kSmallLeading);
    indent = kGridName;
  }
  kind.Add(record.place, kPlaceStyle, kSmallLeading, indent);
  Column date(canvas, 2, kDateLeft, kContentLeft - kDateLeft, row.lines);
  date.Add(record.date, kMainStyle, kMainLeading);
  Column content(canvas, 3, kContentLeft, kContentWidth, row.lines);
  content.Add(record.content, kMainStyle, kMainLeading);
  content.Add(record.authority, kSmallStyle, kSmallLeading);
  content.Add(record.document_number, kSmallStyle, kSmallLeading);
  if (record.state_since.empty()) return row;
  row.lines.push_back({kStateColumn, kStateLeft, kPadding + kStateHeight + 0.4,
                       3.8, kSinceStyle, Decode(record.state_since)});
  return row;
}

RecordRow SplitOff(Canvas& canvas, RecordRow& row, double room) {
  const auto rest_begin = std::stable_partition(
      row.lines.begin(), row.lines.end(),
      [room](const RowLine& line) { return line.bottom() <= room - kPadding; });
  RecordRow rest{row.number, "", {}};
  AddNumber(canvas, kNoColumn, rest);
  Column kind(canvas, kNoColumn, kKindLeft, kKindWidth, rest.lines);
  kind.Add("（续）", kMainStyle, kMainLeading);
  if (rest_begin == row.lines.end()) return rest;
  const double shift = std::min_element(rest_begin, row.lines.end(),
                                        [](const RowLine& a, const RowLine& b) {
                                          return a.top < b.top;
                                        })
                           ->top -
                       kPadding;
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
      canvas.Place(row.state, y + kPadding);
    }
    DrawColumn(canvas, row, column, y);
  }
}

}  // namespace creditproof::report
