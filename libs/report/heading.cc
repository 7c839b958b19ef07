#include "libs/report/heading.h"

#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"

namespace creditproof::report {

std::string DocumentTitle(const Template& drawn, const Values& names) {
  return absl::StrCat(Fill(drawn.title().title(), names),
                      Fill(drawn.title().subtitle(), names));
}

void DrawHeading(Canvas& canvas, double x, double top, absl::string_view text) {
  {
    const Artifact bar(canvas);
    canvas.Bar(x, top + 0.95, 1.1, 3.1);
  }
  const Style style = StyleOf(canvas.drawn().sheet().heading_style());
  const Marked heading(canvas, "H2", content::kHeading);
  canvas.Text(x + kHeadingIndent, Baseline(top, 5, style.size), text, style);
}

}  // namespace creditproof::report
