#include "libs/report/pages.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/canvas.h"
#include "libs/report/conclusion.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/page_frame.h"
#include "libs/report/record_pages.h"
#include "libs/report/stack.h"
#include "libs/report/tables.h"

namespace creditproof::report {
namespace {

constexpr double kSubtitleEnd = 40.4;
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

// The pages in front of those that list records. `pages` counts both.
std::vector<std::string> DrawOnePage(FontSet& fonts, const Facts& facts,
                                     const Blocks& blocks,
                                     const std::vector<double>& tops,
                                     int pages) {
  Canvas canvas(fonts, kSheetHeight);
  DrawFirst(canvas, facts, blocks, tops);
  canvas.Place(form::kNotices, tops[3]);
  DrawVerify(canvas, facts, tops[4]);
  DrawFoot(canvas, 1, pages);
  return {canvas.content()};
}

absl::StatusOr<std::vector<std::string>> DrawTwoPages(FontSet& fonts,
                                                      const Facts& facts,
                                                      const Blocks& blocks,
                                                      int pages) {
  std::vector<Block> on_first = blocks.First();
  on_first.push_back({2, kTurnOver});
  const Tops first = Stack(on_first, kSubtitleEnd, kPageBottom);
  Canvas page(fonts, kSheetHeight);
  Canvas next(fonts, kSheetHeight);
  const double head_end = DrawNextHead(next, facts);
  const Tops second =
      Stack({{4, blocks.notices.height}, blocks.verify}, head_end, kPageBottom);
  if (!first.has_value() || !second.has_value()) {
    return absl::InvalidArgumentError(
        "the names and texts of this report are too long for its pages");
  }
  DrawFirst(page, facts, blocks, *first);
  page.TextEndingAt(kRight, Baseline((*first)[3], kTurnOver, 8), "（转下页）",
                    {8});
  DrawFoot(page, 1, pages);
  next.Place(form::kNotices, (*second)[0]);
  DrawVerify(next, facts, (*second)[1]);
  next.TextCentred(Baseline((*second)[1] + kVerifyHeight, kTurnOver, 8),
                   pages == 2 ? "（以下空白）" : "（本页以下空白，转下页）",
                   {8});
  DrawFoot(next, 2, pages);
  return std::vector<std::string>{page.content(), next.content()};
}

// 2, or 2至5; nothing when there are none.
std::string PageRange(int first, int last) {
  if (last < first) return "";
  return first == last ? absl::StrCat(first) : absl::StrCat(first, "至", last);
}

absl::StatusOr<std::vector<std::string>> DrawFront(FontSet& fonts,
                                                   const Facts& facts,
                                                   double notices_height,
                                                   int record_pages) {
  Canvas measure(fonts, kSheetHeight);
  const auto set = [&](int front) {
    return Blocks{SetTables(measure, facts),
                  SetConclusion(measure, facts,
                                PageRange(front + 1, front + record_pages)),
                  {2.6, notices_height},
                  {1.6, kVerifyHeight}};
  };
  const Blocks blocks = set(1);
  std::vector<Block> all = blocks.First();
  all.push_back(blocks.notices);
  all.push_back(blocks.verify);
  const Tops tops = Stack(all, kSubtitleEnd, kPageBottom);
  if (tops.has_value()) {
    return DrawOnePage(fonts, facts, blocks, *tops, 1 + record_pages);
  }
  return DrawTwoPages(fonts, facts, set(2), 2 + record_pages);
}

}  // namespace

absl::StatusOr<std::vector<std::string>> DrawPages(const Facts& facts,
                                                   FontSet& fonts,
                                                   double notices_height) {
  Canvas measure(fonts, kSheetHeight);
  ASSIGN_OR_RETURN(const std::vector<RecordPage> listed,
                   SetRecordPages(measure, facts));
  const int record_pages = static_cast<int>(listed.size());
  ASSIGN_OR_RETURN(std::vector<std::string> pages,
                   DrawFront(fonts, facts, notices_height, record_pages));
  const int last = static_cast<int>(pages.size()) + record_pages;
  for (const RecordPage& rows : listed) {
    Canvas canvas(fonts, kSheetHeight);
    DrawRecordPage(canvas, facts, rows, static_cast<int>(pages.size()) + 1,
                   last);
    pages.push_back(canvas.content());
  }
  if (!fonts.status().ok()) return fonts.status();
  return pages;
}

}  // namespace creditproof::report
