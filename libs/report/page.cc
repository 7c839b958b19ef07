#include "libs/report/page.h"

#include <algorithm>
#include <numeric>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"
#include "libs/report/canvas.h"
#include "libs/report/conclusion.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/tables.h"

namespace creditproof::report {
namespace {

constexpr double kFirstGapTop = 40.4;  // where the subtitle ends
constexpr double kBottom = 278;        // no block passes it
constexpr double kLeastGap = 1.2;
constexpr double kGaps[] = {3.6, 3.4, 2.4, 2.6, 1.6};  // above each block

// The top of each of the five blocks: tables, panel, grid, notices, verify.
absl::StatusOr<std::vector<double>> Stack(const std::vector<double>& heights) {
  const double gaps = std::accumulate(std::begin(kGaps), std::end(kGaps), 0.0);
  const double blocks = std::accumulate(heights.begin(), heights.end(), 0.0);
  const double spare = gaps - kLeastGap * std::size(kGaps);
  const double excess = std::max(0.0, kFirstGapTop + gaps + blocks - kBottom);
  if (excess > spare) {
    return absl::InvalidArgumentError(absl::StrFormat(
        "the names and texts of this report are %.1f mm too long for a page",
        excess - spare));
  }
  const double shrink = excess / spare;
  std::vector<double> tops;
  double y = kFirstGapTop;
  for (std::size_t i = 0; i < heights.size(); ++i) {
    y += kGaps[i] - shrink * (kGaps[i] - kLeastGap);
    tops.push_back(y);
    y += heights[i];
  }
  return tops;
}

void DrawRunningHead(Canvas& canvas, const Facts& facts) {
  constexpr Style kLabel = {7.5};
  constexpr Style kNumber = {8.5, 0.04};
  const double baseline = Baseline(10.2, 4, 8.5);
  const double number = canvas.Width(facts.number, kNumber);
  canvas.TextEndingAt(kRight - number, baseline, "报告编号 ", kLabel);
  canvas.Text(kRight - number, baseline, facts.number, kNumber);
}

void DrawTime(Canvas& canvas, double baseline, absl::string_view label,
              absl::string_view time) {
  constexpr Style kStyle = {8.5};
  const double left = kRight - canvas.Width(time, kStyle);
  canvas.TextEndingAt(left - 2, baseline, label, kStyle);
  canvas.Text(left, baseline, time, kStyle);
}

void DrawVerify(Canvas& canvas, const Facts& facts, double y) {
  canvas.Place(form::kVerify, y);
  canvas.Image(kQrImage, kLeft, y + kQrTop, kQrSide);
  canvas.Text(kVerifyText, Baseline(y + 18.8, 7, 13), facts.number, {13, 0.02});
  DrawTime(canvas, Baseline(y + 10, 5, 8.5), "出具时间", facts.issue_time);
  DrawTime(canvas, Baseline(y + 15, 5, 8.5), "数据截至", facts.data_as_of_time);
}

}  // namespace

absl::StatusOr<std::string> DrawPage(const Facts& facts, FontSet& fonts,
                                     double notices_height) {
  Canvas canvas(fonts, kSheetHeight);
  const Tables tables = SetTables(canvas, facts);
  const Conclusion conclusion = SetConclusion(canvas, facts);
  const absl::StatusOr<std::vector<double>> tops =
      Stack({tables.height(), conclusion.panel_height(),
             conclusion.grid_height(), notices_height, kVerifyHeight});
  if (!tops.ok()) return tops.status();

  canvas.Place(form::kFrame, 0);
  DrawRunningHead(canvas, facts);
  DrawTables(canvas, tables, (*tops)[0]);
  DrawPanel(canvas, conclusion, facts, (*tops)[1]);
  DrawGrid(canvas, conclusion, facts, (*tops)[2]);
  canvas.Place(form::kNotices, (*tops)[3]);
  DrawVerify(canvas, facts, (*tops)[4]);
  canvas.TextEndingAt(kRight, Baseline(283.6, 4, 8.5), "第 1 页　共 1 页",
                      {8.5});
  if (!fonts.status().ok()) return fonts.status();
  return canvas.content();
}

}  // namespace creditproof::report
