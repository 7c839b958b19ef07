#include "libs/report/tables.h"

#include <algorithm>
#include <utility>

#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/line_breaker.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kRow = 6.1;
constexpr double kRowLeading = 4.4;
constexpr Style kValueStyle = {9.5};
constexpr Style kCodeStyle = {11, 0.06};

Cell SetCell(Canvas& canvas, double x, double width, absl::string_view text,
             Style style, double leading = kRowLeading) {
  const double tracking = style.tracking * style.size / kPointsPerMillimetre;
  const auto advance = [&](char32_t character) {
    return canvas.Width(std::u32string_view(&character, 1), style) + tracking;
  };
  return {x, style, leading,
          BreakLines(Decode(text), width + tracking, advance)};
}

Row MakeRow(absl::string_view labels, std::vector<Cell> cells) {
  double height = kRow;
  for (const Cell& cell : cells) {
    const double extra = static_cast<double>(cell.lines.size()) - 1;
    height = std::max(height, kRow + extra * cell.leading);
  }
  return {labels, height, std::move(cells)};
}

// The largest of three sizes that the name fits: 15 points on one line, 12 on
// two, 9.5 on as many as it takes.
Row MakeNameRow(Canvas& canvas, const std::string& name) {
  const Cell large = SetCell(canvas, kValue1, kWideValue, name, {15, 0.03}, 7);
  if (large.lines.size() <= 1) return {form::kRows[0], 9.6, {large}};
  const Cell medium = SetCell(canvas, kValue1, kWideValue, name, {12}, 4.9);
  if (medium.lines.size() <= 2) return {form::kRows[0], 10.6, {medium}};
  const Cell small =
      SetCell(canvas, kValue1, kWideValue, name, kValueStyle, 4.6);
  const double lines = static_cast<double>(small.lines.size());
  return {form::kRows[0], lines * small.leading + 1.6, {small}};
}

double HeightOf(const std::vector<Row>& rows) {
  double height = 0;
  for (const Row& row : rows) height += row.height;
  return height;
}

void DrawCell(Canvas& canvas, const Cell& cell, double middle, int mcid) {
  const Marked value(canvas, "TD", mcid);
  const double lines = static_cast<double>(cell.lines.size());
  double top = middle - lines * cell.leading / 2;
  for (const std::u32string& line : cell.lines) {
    canvas.Text(cell.x, Baseline(top, cell.leading, cell.style.size), line,
                cell.style);
    top += cell.leading;
  }
}

// Each returns where the rows end.
double DrawLines(Canvas& canvas, const std::vector<Row>& rows, double y) {
  const double top = y;
  for (const Row& row : rows) {
    if (y != top) canvas.Rule(y, kRowLine, Ink::kHairline);
    y += row.height;
  }
  return y;
}

double DrawRows(Canvas& canvas, const std::vector<Row>& rows, double y,
                int& mcid) {
  for (const Row& row : rows) {
    const double middle = y + row.height / 2;
    canvas.Place(row.labels, middle);
    for (const Cell& cell : row.cells) DrawCell(canvas, cell, middle, mcid++);
    y += row.height;
  }
  return y;
}

void DrawAllLines(Canvas& canvas, const Tables& tables, double y) {
  const Artifact lines(canvas);
  canvas.Rule(y + kEdge / 2, kEdge, Ink::kAccent);
  y = DrawLines(canvas, tables.subject, y + kEdge);
  canvas.Rule(y + kInnerEdge / 2, kInnerEdge, Ink::kAccent);
  y = DrawLines(canvas, tables.application, y + kInnerEdge);
  canvas.Rule(y + kEdge / 2, kEdge, Ink::kAccent);
}

}  // namespace

double Tables::height() const {
  return 2 * kEdge + kInnerEdge + HeightOf(subject) + HeightOf(application);
}

Tables SetTables(Canvas& canvas, const Facts& facts) {
  const auto narrow = [&](absl::string_view text) {
    return SetCell(canvas, kValue1, kNarrowValue, text, kValueStyle);
  };
  const auto last = [&](absl::string_view text) {
    return SetCell(canvas, kValue2, kLastValue, text, kValueStyle);
  };
  const auto wide = [&](absl::string_view text) {
    return SetCell(canvas, kValue1, kWideValue, text, kValueStyle);
  };
  const Cell code =
      SetCell(canvas, kValue1, kNarrowValue, facts.credit_code, kCodeStyle);
  Tables tables;
  tables.subject = {
      MakeNameRow(canvas, facts.name),
      MakeRow(form::kRows[1], {code, last(facts.operator_kind)}),
      MakeRow(form::kRows[2],
              {narrow(facts.legal_representative), last(facts.status)}),
      MakeRow(form::kRows[3], {narrow(facts.founded), last(facts.authority)}),
      MakeRow(form::kRows[4], {wide(facts.address)}),
  };
  tables.application = {
      MakeRow(form::kRows[5], {narrow(facts.scenario), last(facts.period)}),
      MakeRow(form::kRows[6], {narrow(facts.purpose), last(facts.receiver)}),
  };
  return tables;
}

void DrawTables(Canvas& canvas, const Tables& tables, double y) {
  DrawAllLines(canvas, tables, y);
  int mcid = content::kCells;
  y = DrawRows(canvas, tables.subject, y + kEdge, mcid);
  DrawRows(canvas, tables.application, y + kInnerEdge, mcid);
}

}  // namespace creditproof::report
