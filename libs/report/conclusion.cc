#include "libs/report/conclusion.h"

#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_areas.h"
#include "libs/report/grid_forms.h"
#include "libs/report/legend.h"
#include "libs/report/line_breaker.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kInset = 5;
constexpr double kStatementTop = 15.3;
constexpr double kStatementLeading = 5.35;
constexpr double kUsualPanel = 37.6;  // up to four lines
constexpr std::size_t kUsualLines = 4;
constexpr double kRemarkGap = 5;      // behind the headline
constexpr double kHeadlineTop = 6.8;  // where the first ribbon runs

constexpr double kCountLeading = 4.4;
constexpr double kCountGap = 0.8;  // below the grid

std::vector<std::u32string> SetLines(Canvas& canvas, absl::string_view text,
                                     double width, Style style) {
  const auto advance = [&](char32_t character) {
    return canvas.Width(std::u32string_view(&character, 1), style);
  };
  return BreakLines(Decode(text), width, advance);
}

Style HeadlineStyle(const v1::ConclusionBlock& block, const Piece& piece) {
  return StyleOf(piece.placeholder.empty() ? block.words_style()
                                           : block.figure_style());
}

void DrawHeadline(Canvas& canvas, const Facts& facts, double y) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  const Marked paragraph(canvas, "P", content::kHeadline);
  const double baseline =
      Baseline(y + kHeadlineTop + 0.3, 8, block.words_style().size());
  double x = canvas.left() + kInset;
  for (const Piece& piece : facts.headline) {
    x += canvas.Text(x, baseline, piece.text, HeadlineStyle(block, piece));
  }
  canvas.Text(x + kRemarkGap, baseline, facts.remark,
              StyleOf(block.remark_style()));
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

double Conclusion::panel_height() const {
  if (statement.size() <= kUsualLines) return kUsualPanel;
  return kUsualPanel + static_cast<double>(statement.size() - kUsualLines) *
                           kStatementLeading;
}

double Conclusion::grid_height() const {
  return count_top + static_cast<double>(count.size()) * kCountLeading;
}

double HeadlineRoom(Canvas& canvas, const Facts& facts) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  double room = canvas.width() - 2 * kInset;
  for (const Piece& piece : facts.headline) {
    room -= canvas.Width(piece.text, HeadlineStyle(block, piece));
  }
  if (facts.remark.empty()) return room;
  return room - kRemarkGap -
         canvas.Width(facts.remark, StyleOf(block.remark_style()));
}

Conclusion SetConclusion(Canvas& canvas, const Facts& facts,
                         absl::string_view record_pages) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  const v1::GridBlock& grid = canvas.drawn().grid();
  return {SetLines(
              canvas,
              absl::StrCat(facts.statement, record_pages, facts.statement_rest),
              canvas.width() - 2 * kInset, StyleOf(block.statement_style())),
          SetLines(canvas, facts.count_line, canvas.width(),
                   StyleOf(grid.count_style())),
          GridHeight(grid) + kCountGap};
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
  const Style style = StyleOf(canvas.drawn().grid().count_style());
  double top = y + conclusion.count_top;
  for (const std::u32string& line : conclusion.count) {
    canvas.Text(canvas.left(), Baseline(top, kCountLeading, style.size), line,
                style);
    top += kCountLeading;
  }
}

}  // namespace creditproof::report
