#include "libs/report/legend.h"

#include <vector>

#include "libs/report/contents.h"
#include "libs/report/legend_words.h"

namespace creditproof::report {
namespace {

constexpr Style kBoxedStyle = {7};
constexpr double kGap = 4;

// How a sign stands beside its meaning.
struct Look {
  Style style;
  double lowered;  // a mark stands a little below the words
  bool boxed;
};

Look LookOf(const v1::GridBlock& grid, Mark mark) {
  switch (mark) {
    case Mark::kNoData:
      return {kBoxedStyle, 0, true};
    case Mark::kNotAsked:
      return {StyleOf(grid.legend_style()), 0, false};
    default:
      return {StyleOf(grid.mark_style()), 0.3, false};
  }
}

double SignWidth(Canvas& canvas, const Explained& one) {
  const Look look = LookOf(canvas.drawn().grid(), one.mark);
  return canvas.Width(one.sign, look.style) + (look.boxed ? 1.6 : 0);
}

// It ends at the right edge.
double LeftOf(Canvas& canvas, const std::vector<Explained>& legend) {
  const Style words = StyleOf(canvas.drawn().grid().legend_style());
  double x = canvas.right() + kGap;
  for (const Explained& one : legend) {
    x -= kGap + SignWidth(canvas, one) + 1 + canvas.Width(one.meaning, words);
  }
  return x;
}

}  // namespace

double LegendLeft(Canvas& canvas, const Facts& facts) {
  return LeftOf(canvas, Legend(canvas.drawn().grid(), facts));
}

void DrawLegend(Canvas& canvas, const Facts& facts, double y) {
  const v1::GridBlock& grid = canvas.drawn().grid();
  const Style words = StyleOf(grid.legend_style());
  const std::vector<Explained> legend = Legend(grid, facts);
  double x = LeftOf(canvas, legend);
  const Marked paragraph(canvas, "P", content::kLegend);
  const double baseline = Baseline(y, 5, words.size);
  for (const Explained& one : legend) {
    const Look look = LookOf(grid, one.mark);
    const double width = SignWidth(canvas, one);
    if (look.boxed) {
      canvas.Box(x, y + 0.8, width, 3.4, kBoxLine);
      canvas.Text(x + 0.8, Baseline(y, 5, look.style.size), one.sign,
                  look.style);
    } else {
      canvas.Text(x, baseline + look.lowered, one.sign, look.style);
    }
    x += width + 1;
    x += canvas.Text(x, baseline, one.meaning, words) + kGap;
  }
}

}  // namespace creditproof::report
