#include "libs/report/table_rows.h"

#include <algorithm>
#include <utility>

#include "libs/report/fixed_forms.h"
#include "libs/report/places.h"
#include "libs/report/set_lines.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kRow = 6.1;
constexpr double kRowLeading = 4.4;

Cell SetCell(Canvas& canvas, v1::TableFact fact, double x, double width,
             absl::string_view text, Style style,
             double leading = kRowLeading) {
  return {CellContent(fact), x, style, leading,
          SetLines(canvas, Decode(text), width, style)};
}

Row MakeRow(std::string labels, std::vector<Cell> cells) {
  double height = kRow;
  for (const Cell& cell : cells) {
    const double extra = static_cast<double>(cell.lines.size()) - 1;
    height = std::max(height, kRow + extra * cell.leading);
  }
  return {std::move(labels), height, std::move(cells)};
}

// Where the two values of a row start, and how much room they have.
struct Columns {
  explicit Columns(const Canvas& canvas)
      : left(canvas.drawn().table().value_left()),
        second_left(canvas.drawn().table().second_value_left()),
        wide(canvas.right() - left),
        narrow(canvas.drawn().table().second_label_left() - 2 - left),
        second(canvas.right() - second_left) {}

  double left;
  double second_left;
  double wide;    // of a value that has the row for itself
  double narrow;  // of one that shares it
  double second;  // of the other
};

// The largest of three sizes that the name fits: 15 points on one line, 12 on
// two, that of other values on as many as it takes.
Row MakeNameRow(Canvas& canvas, std::string labels, const std::string& name) {
  const Columns columns(canvas);
  const auto set = [&](Style style, double leading) {
    return SetCell(canvas, v1::TABLE_FACT_NAME, columns.left, columns.wide,
                   name, style, leading);
  };
  const Cell large = set({15, 0.03}, 7);
  if (large.lines.size() <= 1) return {std::move(labels), 9.6, {large}};
  const Cell medium = set({12}, 4.9);
  if (medium.lines.size() <= 2) return {std::move(labels), 10.6, {medium}};
  const Cell small = set(StyleOf(canvas.drawn().table().value_style()), 4.6);
  const double lines = static_cast<double>(small.lines.size());
  return {std::move(labels), lines * small.leading + 1.6, {small}};
}

Row MakeFieldsRow(Canvas& canvas, std::string labels, const v1::TableRow& row,
                  const Facts& facts) {
  const v1::TableBlock& table = canvas.drawn().table();
  const Columns columns(canvas);
  double x = columns.left;
  double width = row.fields_size() == 1 ? columns.wide : columns.narrow;
  std::vector<Cell> cells;
  for (const v1::TableField& field : row.fields()) {
    const bool is_code = field.fact() == v1::TABLE_FACT_CREDIT_CODE;
    cells.push_back(
        SetCell(canvas, field.fact(), x, width, ValueOf(facts, field.fact()),
                StyleOf(is_code ? table.code_style() : table.value_style())));
    x = columns.second_left;
    width = columns.second;
  }
  return MakeRow(std::move(labels), std::move(cells));
}

}  // namespace

std::vector<Row> SetRows(Canvas& canvas, const TableRows& rows,
                         const Facts& facts, int& index) {
  std::vector<Row> set;
  for (const v1::TableRow& row : rows) {
    std::string labels = form::Row(index++);
    set.push_back(row.fields(0).fact() == v1::TABLE_FACT_NAME
                      ? MakeNameRow(canvas, std::move(labels), facts.name)
                      : MakeFieldsRow(canvas, std::move(labels), row, facts));
  }
  return set;
}

}  // namespace creditproof::report
