#include "libs/report/closing_forms.h"

#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"
#include "libs/report/heading.h"
#include "libs/report/set_lines.h"
#include "libs/report/utf8.h"

namespace creditproof::report {

double DrawNotices(Canvas& canvas, const Values& names) {
  constexpr double kLeading = 4.3;
  const double number_left = canvas.left() + 16;
  const double text_left = number_left + 4;
  const v1::NoticeBlock& block = canvas.drawn().notice();
  const Style style = StyleOf(block.style());
  const Style numbers = StyleOf(canvas.drawn().sheet().running_style());
  DrawHeading(canvas, canvas.left(), -0.4, block.heading());
  double y = 0;
  int number = 0;
  int mcid = content::kNotices;
  for (const std::string& notice : block.notices()) {
    {
      const Marked label(canvas, "Lbl", mcid++);
      canvas.Text(number_left, Baseline(y, kLeading, style.size),
                  absl::StrCat(++number), numbers);
    }
    const Marked body(canvas, "LBody", mcid++);
    for (const std::u32string& line :
         SetLines(canvas, Decode(Fill(notice, names)),
                  canvas.right() - text_left, style)) {
      canvas.Text(text_left, Baseline(y, kLeading, style.size), line, style);
      y += kLeading;
    }
  }
  return y;
}

void DrawVerifyForm(Canvas& canvas, const Values& names) {
  const v1::VerifyBlock& block = canvas.drawn().verify();
  const double left = VerifyTextLeft(canvas);
  {
    const Artifact edge(canvas);
    canvas.Rule(0.1, kInnerEdge, Ink::kAccent);
  }
  DrawHeading(canvas, left, 3.4, block.heading());
  const Style hints = StyleOf(block.hint_style());
  double y = 8.4;
  int mcid = content::kHints;
  for (const std::string* hint : {&block.scan_hint(), &block.number_hint()}) {
    const Marked paragraph(canvas, "P", mcid++);
    canvas.Text(left, Baseline(y, 4.9, hints.size), Fill(*hint, names), hints);
    y += 4.9;
  }
  {
    const Style style = StyleOf(block.issuer_style());
    const Marked issuer(canvas, "P", content::kIssuer);
    canvas.TextEndingAt(canvas.right(), Baseline(2.6, 7.4, style.size),
                        Fill(block.issuer(), names), style);
  }
  const Style small = StyleOf(canvas.drawn().sheet().running_style());
  const Marked remark(canvas, "P", content::kRemark);
  canvas.Text(left, Baseline(28.9, 4, small.size), Fill(block.remark(), names),
              small);
}

}  // namespace creditproof::report
