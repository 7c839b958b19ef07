#include "libs/report/legend.h"

#include <algorithm>
#include <vector>

#include "libs/report/contents.h"
#include "libs/report/grid_areas.h"

namespace creditproof::report {
namespace {

constexpr Style kLegendStyle = {8};
constexpr Style kBoxedStyle = {7};

// A sign of the grid and what it means.
struct Explained {
  absl::string_view sign;
  Style style;
  double lowered;  // a mark stands a little below the words
  bool boxed;
  absl::string_view meaning;
};

// Those that the grid has; nothing found is always explained.
std::vector<Explained> Legend(const Facts& facts) {
  const auto has = [&facts](Mark wanted) {
    return std::any_of(
        facts.marks.begin(), facts.marks.end(),
        [wanted](const AreaMark& area) { return area.mark == wanted; });
  };
  std::vector<Explained> legend = {
      {kNothingFoundSign, kMarkStyle, 0.3, false, "未发现违法违规记录"}};
  if (has(Mark::kRecords)) {
    legend.push_back({kRecordsSign, kMarkStyle, 0.3, false, "有记录及条数"});
  }
  if (has(Mark::kNoData)) {
    legend.push_back({kNoDataSign, kBoxedStyle, 0, true,
                      facts.records.empty() ? "没有单位向平台报送过，不作结论"
                                            : "不作结论"});
  }
  if (has(Mark::kNotAsked)) {
    legend.push_back({kNotAskedSign, kLegendStyle, 0, false, "未查询"});
  }
  return legend;
}

}  // namespace

// Ends at kRight; drawn from the right because its left edge moves.
void DrawLegend(Canvas& canvas, const Facts& facts, double y) {
  constexpr double kGap = 4;
  const std::vector<Explained> legend = Legend(facts);
  const auto sign_width = [&canvas](const Explained& one) {
    return canvas.Width(one.sign, one.style) + (one.boxed ? 1.6 : 0);
  };
  double x = kRight + kGap;
  for (const Explained& one : legend) {
    x -= kGap + sign_width(one) + 1 + canvas.Width(one.meaning, kLegendStyle);
  }
  const Marked paragraph(canvas, "P", content::kLegend);
  const double baseline = Baseline(y, 5, kLegendStyle.size);
  for (const Explained& one : legend) {
    const double width = sign_width(one);
    if (one.boxed) {
      canvas.Box(x, y + 0.8, width, 3.4, kBoxLine);
      canvas.Text(x + 0.8, Baseline(y, 5, one.style.size), one.sign, one.style);
    } else {
      canvas.Text(x, baseline + one.lowered, one.sign, one.style);
    }
    x += width + 1;
    x += canvas.Text(x, baseline, one.meaning, kLegendStyle) + kGap;
  }
}

}  // namespace creditproof::report
