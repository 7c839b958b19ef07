#include "libs/report/conclusion.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/record/catalogue.h"
#include "libs/report/fixed_forms.h"
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

constexpr Style kMarkStyle = {11};
constexpr Style kLegendStyle = {8};
constexpr absl::string_view kNothingFound = "○";
constexpr absl::string_view kNotAsked = "／";
constexpr absl::string_view kNoData = "暂无归集数据";
constexpr std::size_t kShortName = 3;  // characters

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
  const double baseline = Baseline(y + kHeadlineTop + 0.3, 8, 15);
  double x = kLeft + kInset;
  x += canvas.Text(x, baseline, facts.clear_count, kNumber);
  x += canvas.Text(x, baseline, " 个领域未发现违法违规记录", kWords);
  canvas.Text(x + 5, baseline, facts.remark, kRemark);
}

// Ends at kRight; drawn from the right because its left edge moves.
void DrawLegend(Canvas& canvas, const Facts& facts, double y) {
  const auto has = [&facts](Mark mark) {
    return std::find(facts.marks.begin(), facts.marks.end(), mark) !=
           facts.marks.end();
  };
  constexpr Style kBoxed = {7};
  constexpr absl::string_view kNothingFoundMeans = "未发现违法违规记录";
  constexpr absl::string_view kNoDataMeans = "没有单位向平台报送过，不作结论";
  constexpr absl::string_view kNotAskedMeans = "未查询";
  constexpr double kGap = 4;
  const double baseline = Baseline(y, 5, kLegendStyle.size);
  const double box = canvas.Width(kNoData, kBoxed) + 1.6;

  double width = canvas.Width(kNothingFound, kMarkStyle) + 1 +
                 canvas.Width(kNothingFoundMeans, kLegendStyle);
  if (has(Mark::kNoData)) {
    width += kGap + box + 1 + canvas.Width(kNoDataMeans, kLegendStyle);
  }
  if (has(Mark::kNotAsked)) {
    width += kGap + canvas.Width(kNotAsked, kLegendStyle) + 1 +
             canvas.Width(kNotAskedMeans, kLegendStyle);
  }
  double x = kRight - width;
  x += canvas.Text(x, baseline + 0.3, kNothingFound, kMarkStyle) + 1;
  x += canvas.Text(x, baseline, kNothingFoundMeans, kLegendStyle) + kGap;
  if (has(Mark::kNoData)) {
    canvas.Box(x, y + 0.8, box, 3.4, kBoxLine);
    canvas.Text(x + 0.8, Baseline(y, 5, kBoxed.size), kNoData, kBoxed);
    x += box + 1;
    x += canvas.Text(x, baseline, kNoDataMeans, kLegendStyle) + kGap;
  }
  if (!has(Mark::kNotAsked)) return;
  x += canvas.Text(x, baseline, kNotAsked, kLegendStyle) + 1;
  canvas.Text(x, baseline, kNotAskedMeans, kLegendStyle);
}

// An area without data whose name leaves no room beside it.
bool NeedsTwoLines(std::size_t index, Mark mark) {
  const absl::string_view name = record::ChineseName(record::AllAreas()[index]);
  return mark == Mark::kNoData && Decode(name).size() > kShortName;
}

void DrawNoData(Canvas& canvas, const GridCell& cell, std::size_t index,
                double y) {
  constexpr double kPadding = 1.1;  // to the left into the gap, so that the
                                    // number stays where all numbers stand
  canvas.Box(cell.left - kPadding, y + cell.top + 0.25, cell.width + kPadding,
             kGridRow - 0.5, kBoxLine);
  const double right = cell.left + cell.width - kPadding;
  if (!NeedsTwoLines(index, Mark::kNoData)) {
    canvas.TextEndingAt(right, y + Baseline(cell.top, kGridRow, 7), kNoData,
                        {7});
    return;
  }
  const double top = y + cell.top + kGridRow / 2 - 2.2;
  canvas.Text(cell.left + kGridName, Baseline(top, 2.4, 7),
              record::ChineseName(record::AllAreas()[index]), {7});
  canvas.Text(cell.left + kGridName, Baseline(top + 2.4, 2.4, 6.5), kNoData,
              {6.5});
}

void DrawMark(Canvas& canvas, const Facts& facts, std::size_t index, double y) {
  const GridCell cell = CellOf(index);
  const double right = cell.left + cell.width;
  const double baseline = y + Baseline(cell.top, kGridRow, kMarkStyle.size);
  switch (facts.marks[index]) {
    case Mark::kNothingFound:
      canvas.TextEndingAt(right, baseline, kNothingFound, kMarkStyle);
      return;
    case Mark::kNotAsked:
      canvas.TextEndingAt(right, y + cell.baseline, kNotAsked, kAreaNameStyle);
      return;
    case Mark::kNoData:
      DrawNoData(canvas, cell, index, y);
  }
}

// The names are one form, unless a name has to make room for a second line.
void DrawNames(Canvas& canvas, const Facts& facts, double y) {
  bool usual = true;
  for (std::size_t i = 0; i < facts.marks.size(); ++i) {
    usual = usual && !NeedsTwoLines(i, facts.marks[i]);
  }
  if (usual) {
    canvas.Place(form::kAreaNames, y);
    return;
  }
  for (std::size_t i = 0; i < facts.marks.size(); ++i) {
    const GridCell cell = CellOf(i);
    canvas.Text(cell.left, y + cell.baseline, absl::StrFormat("%02d", i + 1),
                {7});
    if (NeedsTwoLines(i, facts.marks[i])) continue;
    canvas.Text(cell.left + kGridName, y + cell.baseline,
                record::ChineseName(record::AllAreas()[i]), kAreaNameStyle);
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

Conclusion SetConclusion(Canvas& canvas, const Facts& facts) {
  return {
      SetLines(canvas, facts.statement, kWidth - 2 * kInset, kStatementStyle),
      SetLines(canvas, facts.count_line, kWidth, kCountStyle)};
}

// Ribbons run in the leading: they cross no text, yet a line pasted over
// breaks them.
void DrawPanel(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
               double y) {
  canvas.Place(form::kPanel, y + kEdge / 2);
  canvas.Place(form::kRibbon, y + kHeadlineTop);
  DrawHeadline(canvas, facts, y);
  double top = y + kStatementTop;
  for (const std::u32string& line : conclusion.statement) {
    canvas.Place(form::kRibbon, top + 0.2);
    canvas.Text(kLeft + kInset,
                Baseline(top + 0.5, kStatementLeading, kStatementStyle.size),
                line, kStatementStyle);
    top += kStatementLeading;
  }
  canvas.Place(form::kRibbon, top + 0.2);
  canvas.Rule(y + conclusion.panel_height() - kEdge / 2, kEdge, Ink::kAccent);
}

void DrawGrid(Canvas& canvas, const Conclusion& conclusion, const Facts& facts,
              double y) {
  canvas.Place(form::kGrid, y);
  DrawLegend(canvas, facts, y);
  DrawNames(canvas, facts, y);
  for (std::size_t i = 0; i < facts.marks.size(); ++i) {
    DrawMark(canvas, facts, i, y);
  }
  double top = y + kCountTop;
  for (const std::u32string& line : conclusion.count) {
    canvas.Text(kLeft, Baseline(top, kCountLeading, kCountStyle.size), line,
                kCountStyle);
    top += kCountLeading;
  }
}

}  // namespace creditproof::report
