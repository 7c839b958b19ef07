#include "libs/report/conclusion.h"

#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_areas.h"
#include "libs/report/grid_forms.h"
#include "libs/report/legend.h"
#include "libs/report/set_lines.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kInset = 5;
constexpr double kStatementTop = 15.3;
constexpr double kStatementLeading = 5.35;
constexpr double kUsualPanel = 37.6;  // up to four lines
constexpr std::size_t kUsualLines = 4;
constexpr double kHeadlineTop = 6.8;  // where the first ribbon runs

constexpr double kCountLeading = 4.4;
constexpr double kCountGap = 0.8;  // below the grid

void DrawHeadline(Canvas& canvas, const std::vector<HeadlineRun>& runs,
                  double y) {
  const Marked paragraph(canvas, "P", content::kHeadline);
  const double baseline =
      Baseline(y + kHeadlineTop + 0.3, kHeadlineLeading,
               canvas.drawn().conclusion().words_style().size());
  for (const HeadlineRun& run : runs) {
    canvas.Text(canvas.left() + kInset + run.x,
                baseline + static_cast<double>(run.line) * kHeadlineLeading,
                run.text, run.style);
  }
}

// Ribbons run in the leading: they cross no text, yet a line pasted over
// breaks them.
void DrawRibbons(Canvas& canvas, const Conclusion& conclusion, double y) {
  const Artifact ornament(canvas);
  for (std::size_t i = 0; i <= conclusion.last_headline(); ++i) {
    canvas.Place(form::kRibbon,
                 y + kHeadlineTop + static_cast<double>(i) * kHeadlineLeading);
  }
  double top = y + conclusion.statement_top() + 0.2;
  for (std::size_t i = 0; i <= conclusion.statement.size(); ++i) {
    canvas.Place(form::kRibbon, top);
    top += kStatementLeading;
  }
  canvas.Rule(y + conclusion.panel_height() - kEdge / 2, kEdge, Ink::kAccent);
}

void DrawStatement(Canvas& canvas, const Conclusion& conclusion, double top) {
  const Style style = StyleOf(canvas.drawn().conclusion().statement_style());
  const Marked paragraph(canvas, "P", content::kStatement);
  for (const std::u32string& line : conclusion.statement) {
    canvas.Text(canvas.left() + kInset,
                Baseline(top + 0.5, kStatementLeading, style.size), line,
                style);
    top += kStatementLeading;
  }
}

}  // namespace

std::size_t Conclusion::last_headline() const {
  return headline.empty() ? 0 : headline.back().line;
}

double Conclusion::statement_top() const {
  return kStatementTop +
         static_cast<double>(last_headline()) * kHeadlineLeading;
}

double Conclusion::panel_height() const {
  const double usual = kUsualPanel + statement_top() - kStatementTop;
  if (statement.size() <= kUsualLines) return usual;
  return usual + static_cast<double>(statement.size() - kUsualLines) *
                     kStatementLeading;
}

double Conclusion::grid_height() const {
  return count_top + static_cast<double>(count.size()) * kCountLeading;
}

double HeadlineRoom(Canvas& canvas, const Facts& facts) {
  return HeadlineRoom(canvas, facts, canvas.width() - 2 * kInset);
}

Conclusion SetConclusion(Canvas& canvas, const Facts& facts,
                         absl::string_view record_pages) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  const v1::GridBlock& grid = canvas.drawn().grid();
  return {
      SetHeadline(canvas, facts, canvas.width() - 2 * kInset),
      SetLines(canvas,
               Decode(absl::StrCat(facts.statement, record_pages,
                                   facts.statement_rest)),
               canvas.width() - 2 * kInset, StyleOf(block.statement_style())),
      SetLines(canvas, Decode(facts.count_line), canvas.width(),
               StyleOf(grid.count_style())),
      GridHeight(grid) + kCountGap};
}

void DrawPanel(Canvas& canvas, const Conclusion& conclusion, double y) {
  canvas.Place(form::kPanel, y + kEdge / 2);
  DrawRibbons(canvas, conclusion, y);
  DrawHeadline(canvas, conclusion.headline, y);
  DrawStatement(canvas, conclusion, y + conclusion.statement_top());
}

void DrawGrid(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
              double y) {
  canvas.Place(form::kGrid, y);
  DrawLegend(canvas, facts, y);
  DrawAreas(canvas, facts.marks, y);
  const Marked paragraph(canvas, "P", content::kCount);
  const Style style = StyleOf(canvas.drawn().grid().count_style());
  double top = y + conclusion.count_top;
  for (const std::u32string& line : conclusion.count) {
    canvas.Text(canvas.left(), Baseline(top, kCountLeading, style.size), line,
                style);
    top += kCountLeading;
  }
}

}  // namespace creditproof::report
