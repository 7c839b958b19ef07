#include "libs/report/legend.h"

#include "libs/report/contents.h"
#include "libs/report/grid_areas.h"
#include "libs/report/legend_words.h"

namespace creditproof::report {
namespace {

constexpr Style kLegendStyle = {8};
constexpr Style kBoxedStyle = {7};

// How a sign stands beside its meaning.
struct Look {
  Style style;
  double lowered;  // a mark stands a little below the words
  bool boxed;
};

Look LookOf(Mark mark) {
  switch (mark) {
    case Mark::kNoData:
      return {kBoxedStyle, 0, true};
    case Mark::kNotAsked:
      return {kLegendStyle, 0, false};
    default:
      return {kMarkStyle, 0.3, false};
  }
}

}  // namespace

// Ends at kRight; drawn from the right because its left edge moves.
void DrawLegend(Canvas& canvas, const Facts& facts, double y) {
  constexpr double kGap = 4;
  const std::vector<Explained> legend = Legend(facts);
  const auto sign_width = [&canvas](const Explained& one) {
    const Look look = LookOf(one.mark);
    return canvas.Width(one.sign, look.style) + (look.boxed ? 1.6 : 0);
  };
  double x = kRight + kGap;
  for (const Explained& one : legend) {
    x -= kGap + sign_width(one) + 1 + canvas.Width(one.meaning, kLegendStyle);
  }
  const Marked paragraph(canvas, "P", content::kLegend);
  const double baseline = Baseline(y, 5, kLegendStyle.size);
  for (const Explained& one : legend) {
    const Look look = LookOf(one.mark);
    const double width = sign_width(one);
    if (look.boxed) {
      canvas.Box(x, y + 0.8, width, 3.4, kBoxLine);
      canvas.Text(x + 0.8, Baseline(y, 5, look.style.size), one.sign,
                  look.style);
    } else {
      canvas.Text(x, baseline + look.lowered, one.sign, look.style);
    }
    x += width + 1;
    x += canvas.Text(x, baseline, one.meaning, kLegendStyle) + kGap;
  }
}

}  // namespace creditproof::report
