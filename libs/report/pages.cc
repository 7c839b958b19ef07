#include "libs/report/pages.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/report/canvas.h"
#include "libs/report/conclusion.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/line_breaker.h"
#include "libs/report/stack.h"
#include "libs/report/tables.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kSubtitleEnd = 40.4;
constexpr double kBottom = 278;  // no block passes it
constexpr double kTurnOver = 4;  // height of （转下页）

using Tops = absl::optional<std::vector<double>>;

// What is set in lines, before it is known how many pages there are.
struct Blocks {
  Tables tables;
  Conclusion conclusion;
  Block notices;
  Block verify;

  std::vector<Block> First() const {
    return {{3.6, tables.height()},
            {3.4, conclusion.panel_height()},
            {2.4, conclusion.grid_height()}};
  }
};

void DrawRunningHead(Canvas& canvas, const Facts& facts) {
  constexpr Style kLabel = {7.5};
  constexpr Style kNumber = {8.5, 0.04};
  const double baseline = Baseline(10.2, 4, 8.5);
  const double left = kRight - canvas.Width(facts.number, kNumber);
  canvas.TextEndingAt(left, baseline, "报告编号 ", kLabel);
  canvas.Text(left, baseline, facts.number, kNumber);
}

void DrawFoot(Canvas& canvas, int page, int pages) {
  canvas.TextEndingAt(kRight, Baseline(283.6, 4, 8.5),
                      absl::StrCat("第 ", page, " 页　共 ", pages, " 页"),
                      {8.5});
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

// Page 1 as far as the grid.
void DrawFirst(Canvas& canvas, const Facts& facts, const Blocks& blocks,
               const std::vector<double>& tops) {
  canvas.Place(form::kFrame, 0);
  DrawRunningHead(canvas, facts);
  DrawTables(canvas, blocks.tables, tops[0]);
  DrawPanel(canvas, blocks.conclusion, facts, tops[1]);
  DrawGrid(canvas, blocks.conclusion, facts, tops[2]);
}

// Whom page 2 is about, so that it proves nothing about anybody else. Returns
// where that ends.
double DrawNextHead(Canvas& canvas, const Facts& facts) {
  constexpr double kTop = 22;
  constexpr double kLeading = 4.6;
  constexpr double kUsualEnd = 31;
  const std::u32string text =
      Decode(absl::StrCat(facts.name, "　", facts.credit_code));
  const double usual_width = canvas.Width(text, {11});
  const Style style = {usual_width <= kWidth ? 11.0 : 8.5};
  double y = usual_width <= kWidth ? kTop + 1.2 : kTop;
  for (const std::u32string& line :
       BreakLines(text, kWidth, [&](char32_t character) {
         return canvas.Width(std::u32string_view(&character, 1), style);
       })) {
    canvas.Text(kLeft, Baseline(y, kLeading, style.size), line, style);
    y += kLeading;
  }
  const double end = std::max(kUsualEnd, y + 1);
  canvas.Rule(end, kEdge, Ink::kAccent);
  return end;
}

std::vector<std::string> DrawOnePage(FontSet& fonts, const Facts& facts,
                                     const Blocks& blocks,
                                     const std::vector<double>& tops) {
  Canvas canvas(fonts, kSheetHeight);
  DrawFirst(canvas, facts, blocks, tops);
  canvas.Place(form::kNotices, tops[3]);
  DrawVerify(canvas, facts, tops[4]);
  DrawFoot(canvas, 1, 1);
  return {canvas.content()};
}

absl::StatusOr<std::vector<std::string>> DrawTwoPages(FontSet& fonts,
                                                      const Facts& facts,
                                                      const Blocks& blocks) {
  std::vector<Block> on_first = blocks.First();
  on_first.push_back({2, kTurnOver});
  const Tops first = Stack(on_first, kSubtitleEnd, kBottom);
  Canvas page(fonts, kSheetHeight);
  Canvas next(fonts, kSheetHeight);
  next.Place(form::kNextFrame, 0);
  DrawRunningHead(next, facts);
  const double head_end = DrawNextHead(next, facts);
  const Tops second =
      Stack({{4, blocks.notices.height}, blocks.verify}, head_end, kBottom);
  if (!first.has_value() || !second.has_value()) {
    return absl::InvalidArgumentError(
        "the names and texts of this report are too long for its pages");
  }
  DrawFirst(page, facts, blocks, *first);
  page.TextEndingAt(kRight, Baseline((*first)[3], kTurnOver, 8), "（转下页）",
                    {8});
  DrawFoot(page, 1, 2);
  next.Place(form::kNotices, (*second)[0]);
  DrawVerify(next, facts, (*second)[1]);
  next.TextCentred(Baseline((*second)[1] + kVerifyHeight, kTurnOver, 8),
                   "（以下空白）", {8});
  DrawFoot(next, 2, 2);
  return std::vector<std::string>{page.content(), next.content()};
}

}  // namespace

absl::StatusOr<std::vector<std::string>> DrawPages(const Facts& facts,
                                                   FontSet& fonts,
                                                   double notices_height) {
  Canvas measure(fonts, kSheetHeight);
  const Blocks blocks = {SetTables(measure, facts),
                         SetConclusion(measure, facts),
                         {2.6, notices_height},
                         {1.6, kVerifyHeight}};
  std::vector<Block> all = blocks.First();
  all.push_back(blocks.notices);
  all.push_back(blocks.verify);
  const Tops tops = Stack(all, kSubtitleEnd, kBottom);
  absl::StatusOr<std::vector<std::string>> pages =
      tops.has_value() ? DrawOnePage(fonts, facts, blocks, *tops)
                       : DrawTwoPages(fonts, facts, blocks);
  if (!fonts.status().ok()) return fonts.status();
  return pages;
}

}  // namespace creditproof::report
