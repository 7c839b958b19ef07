#include "libs/report/tables.h"

#include "libs/report/contents.h"
#include "libs/report/table_rows.h"

namespace creditproof::report {
namespace {

double HeightOf(const std::vector<Row>& rows) {
  double height = 0;
  for (const Row& row : rows) height += row.height;
  return height;
}

void DrawCell(Canvas& canvas, const Cell& cell, double middle) {
  const Marked value(canvas, "TD", cell.content);
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

double DrawRows(Canvas& canvas, const std::vector<Row>& rows, double y) {
  for (const Row& row : rows) {
    const double middle = y + row.height / 2;
    canvas.Place(row.labels, middle);
    for (const Cell& cell : row.cells) DrawCell(canvas, cell, middle);
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
  const v1::TableBlock& table = canvas.drawn().table();
  int index = 0;
  Tables tables;
  tables.subject = SetRows(canvas, table.subject(), facts, index);
  tables.application = SetRows(canvas, table.application(), facts, index);
  return tables;
}

void DrawTables(Canvas& canvas, const Tables& tables, double y) {
  DrawAllLines(canvas, tables, y);
  y = DrawRows(canvas, tables.subject, y + kEdge);
  DrawRows(canvas, tables.application, y + kInnerEdge);
}

}  // namespace creditproof::report
