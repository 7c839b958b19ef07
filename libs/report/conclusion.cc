#include "libs/report/conclusion.h"

#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_areas.h"
#include "libs/report/legend.h"
#include "libs/report/line_breaker.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kInset = 5;
constexpr Style kStatementStyle = {9.5};
constexpr double kStatementTop = 15.3;
constexpr double kStatementLeading = 5.35;
constexpr double kUsualPanel = 37.6;  // up to four lines
constexpr std::size_t kUsualLines = 4;
constexpr double kHeadlineTop = 6.8;  // where the first ribbon runs

constexpr Style kCountStyle = {8};
constexpr double kCountLeading = 4.4;
constexpr double kCountTop = 67.2;

std::vector<std::u32string> SetLines(Canvas& canvas, absl::string_view text,
                                     double width, Style style) {
  const auto advance = [&](char32_t character) {
    return canvas.Width(std::u32string_view(&character, 1), style);
  };
  return BreakLines(Decode(text), width, advance);
}

void DrawHeadline(Canvas& canvas, const Facts& facts, double y) {
  constexpr Style kNumber = {18};
  constexpr Style kWords = {15, 0.03};
  constexpr Style kRemark = {10, 0.02};
  const Marked paragraph(canvas, "P", content::kHeadline);
  const double baseline = Baseline(y + kHeadlineTop + 0.3, 8, 15);
  double x = kLeft + kInset;
  bool figure = true;
  for (const std::string& piece : facts.headline) {
    x += canvas.Text(x, baseline, piece, figure ? kNumber : kWords);
    figure = !figure;
  }
  canvas.Text(x + 5, baseline, facts.remark, kRemark);
}

// Ribbons run in the leading: they cross no text, yet a line pasted over
// breaks them.
void DrawRibbons(Canvas& canvas, const Conclusion& conclusion, double y) {
  const Artifact ornament(canvas);
  canvas.Place(form::kRibbon, y + kHeadlineTop);
  double top = y + kStatementTop + 0.2;
  for (std::size_t i = 0; i <= conclusion.statement.size(); ++i) {
    canvas.Place(form::kRibbon, top);
    top += kStatementLeading;
  }
  canvas.Rule(y + conclusion.panel_height() - kEdge / 2, kEdge, Ink::kAccent);
}

void DrawStatement(Canvas& canvas, const Conclusion& conclusion, double top) {
  const Marked paragraph(canvas, "P", content::kStatement);
  for (const std::u32string& line : conclusion.statement) {
    canvas.Text(kLeft + kInset,
                Baseline(top + 0.5, kStatementLeading, kStatementStyle.size),
                line, kStatementStyle);
    top += kStatementLeading;
  }
}

}  // namespace

double Conclusion::panel_height() const {
  if (statement.size() <= kUsualLines) return kUsualPanel;
  return kUsualPanel + static_cast<double>(statement.size() - kUsualLines) *
                           kStatementLeading;
}

double Conclusion::grid_height() const {
  return kCountTop + static_cast<double>(count.size()) * kCountLeading;
}

Conclusion SetConclusion(Canvas& canvas, const Facts& facts,
                         absl::string_view record_pages) {
  return {SetLines(
              canvas,
              absl::StrCat(facts.statement, record_pages, facts.statement_rest),
              kWidth - 2 * kInset, kStatementStyle),
          SetLines(canvas, facts.count_line, kWidth, kCountStyle)};
}

void DrawPanel(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
               double y) {
  canvas.Place(form::kPanel, y + kEdge / 2);
  DrawRibbons(canvas, conclusion, y);
  DrawHeadline(canvas, facts, y);
  DrawStatement(canvas, conclusion, y + kStatementTop);
}

void DrawGrid(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
              double y) {
  canvas.Place(form::kGrid, y);
  DrawLegend(canvas, facts, y);
  DrawAreas(canvas, facts.marks, y);
  const Marked paragraph(canvas, "P", content::kCount);
  double top = y + kCountTop;
  for (const std::u32string& line : conclusion.count) {
    canvas.Text(kLeft, Baseline(top, kCountLeading, kCountStyle.size), line,
                kCountStyle);
    top += kCountLeading;
  }
}

}  // namespace creditproof::report
