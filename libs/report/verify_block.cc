#include "libs/report/verify_block.h"

#include "libs/report/closing_forms.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/qr_image.h"

namespace creditproof::report {
namespace {

constexpr Style kTimeStyle = {8.5};
constexpr double kLabelGap = 2;

void DrawTime(Canvas& canvas, double baseline, absl::string_view label,
              absl::string_view time, int mcid) {
  const Marked paragraph(canvas, "P", mcid);
  const double left = canvas.right() - canvas.Width(time, kTimeStyle);
  canvas.TextEndingAt(left - kLabelGap, baseline, label, kTimeStyle);
  canvas.Text(left, baseline, time, kTimeStyle);
}

void DrawQr(Canvas& canvas, double top) {
  const Marked figure(canvas, "Figure", content::kQr);
  canvas.Image(kQrImageName, canvas.left(), top, kQrSide);
}

// Where a report has its QR code. What a preview says is no template's matter:
// none may make it look like a report.
void DrawNoQr(Canvas& canvas, double top) {
  constexpr Style kStyle = {11};
  constexpr absl::string_view kWords = "预览无二维码";
  const Artifact box(canvas);
  canvas.DashedBox(canvas.left(), top, kQrSide, kQrSide, kBoxLine);
  canvas.Text(canvas.left() + (kQrSide - canvas.Width(kWords, kStyle)) / 2,
              Baseline(top, kQrSide, kStyle.size), kWords, kStyle);
}

}  // namespace

void DrawVerify(Canvas& canvas, const Facts& facts, double y) {
  const v1::VerifyBlock& block = canvas.drawn().verify();
  const bool is_preview = facts.number.empty();
  canvas.Place(form::kVerify, y);
  is_preview ? DrawNoQr(canvas, y + kQrTop) : DrawQr(canvas, y + kQrTop);
  {
    const Style style = StyleOf(block.number_style());
    const Marked number(canvas, "P", content::kNumber);
    canvas.Text(VerifyTextLeft(canvas), Baseline(y + 18.8, 7, style.size),
                is_preview ? "（预览，无编号）" : facts.number, style);
  }
  DrawTime(canvas, Baseline(y + 10, 5, kTimeStyle.size),
           block.issue_time_label(), facts.issue_time, content::kIssueTime);
  DrawTime(canvas, Baseline(y + 15, 5, kTimeStyle.size),
           block.data_time_label(), facts.data_as_of_time, content::kDataTime);
}

double TimeWidth(Canvas& canvas, absl::string_view label,
                 absl::string_view time) {
  return canvas.Width(label, kTimeStyle) + kLabelGap +
         canvas.Width(time, kTimeStyle);
}

}  // namespace creditproof::report
