#include "libs/report/page_frame.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/page_words.h"
#include "libs/report/set_lines.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kNameTop = 22;
constexpr double kNameLeading = 4.6;
constexpr double kUsualHeadEnd = 31;
constexpr Style kFootStyle = {8.5};
constexpr absl::string_view kPreviewHead = "预览，未出具，不作证明";

struct SubjectLines {
  Style style;
  double top;
  std::vector<std::u32string> lines;

  double end() const {
    const double height = static_cast<double>(lines.size()) * kNameLeading;
    return std::max(kUsualHeadEnd, top + height + 1);
  }
};

SubjectLines SetSubject(Canvas& canvas, const Facts& facts) {
  const std::u32string text =
      Decode(absl::StrCat(facts.name, "　", facts.credit_code));
  const bool usual = canvas.Width(text, {11}) <= canvas.width();
  const Style style = {usual ? 11.0 : 8.5};
  return {style, usual ? kNameTop + 1.2 : kNameTop,
          SetLines(canvas, text, canvas.width(), style)};
}

}  // namespace

void DrawRunningHead(Canvas& canvas, const Facts& facts) {
  constexpr Style kNumber = {8.5, 0.04};
  const Style label = StyleOf(canvas.drawn().sheet().running_style());
  const Artifact repeated(canvas);
  const double baseline = Baseline(10.2, 4, 8.5);
  if (facts.number.empty()) {
    canvas.TextEndingAt(canvas.right(), baseline, kPreviewHead, label);
    return;
  }
  const double left = canvas.right() - canvas.Width(facts.number, kNumber);
  canvas.TextEndingAt(left, baseline, canvas.drawn().sheet().number_label(),
                      label);
  canvas.Text(left, baseline, facts.number, kNumber);
}

void DrawFoot(Canvas& canvas, int page, int pages) {
  const Artifact repeated(canvas);
  canvas.TextEndingAt(canvas.right(), Baseline(283.6, 4, kFootStyle.size),
                      FootLine(canvas.drawn(), page, pages), kFootStyle);
}

double DrawNextHead(Canvas& canvas, const Facts& facts) {
  DrawRunningHead(canvas, facts);
  const Artifact repeated(canvas);
  canvas.Place(form::kNextFrame, 0);
  const SubjectLines subject = SetSubject(canvas, facts);
  double y = subject.top;
  for (const std::u32string& line : subject.lines) {
    canvas.Text(canvas.left(), Baseline(y, kNameLeading, subject.style.size),
                line, subject.style);
    y += kNameLeading;
  }
  canvas.Rule(subject.end(), kEdge, Ink::kAccent);
  return subject.end();
}

double NextHeadEnd(Canvas& canvas, const Facts& facts) {
  return SetSubject(canvas, facts).end();
}

}  // namespace creditproof::report
