#include "libs/report/front_pages.h"

#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "libs/report/canvas.h"
#include "libs/report/conclusion.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/page_frame.h"
#include "libs/report/page_words.h"
#include "libs/report/stack.h"
#include "libs/report/tables.h"
#include "libs/report/verify_block.h"

namespace creditproof::report {
namespace {

constexpr double kTurnOver = 4;   // height of （转下页）
constexpr double kBelowHead = 4;  // of a page behind the first

using Tops = absl::optional<std::vector<double>>;

// What is set in lines, before it is known how many pages there are.
struct Blocks {
  const Template& drawn;
  Tables tables;
  Conclusion conclusion;
  double notices_height;

  std::vector<Block> First() const {
    return {{drawn.table().gap(), tables.height()},
            {drawn.conclusion().gap(), conclusion.panel_height()},
            {drawn.grid().gap(), conclusion.grid_height()}};
  }
  Block notices() const { return {drawn.notice().gap(), notices_height}; }
  Block verify() const { return {drawn.verify().gap(), kVerifyHeight}; }
};

// Page 1 as far as the grid.
void DrawFirst(Canvas& canvas, const Facts& facts, const Blocks& blocks,
               const std::vector<double>& tops, Drawn& drawn) {
  canvas.Place(form::kFrame, 0);
  DrawRunningHead(canvas, facts);
  DrawTables(canvas, blocks.tables, tops[0]);
  DrawPanel(canvas, blocks.conclusion, tops[1]);
  DrawGrid(canvas, blocks.conclusion, facts, tops[2]);
  const Template& words = canvas.drawn();
  drawn.bookmarks = {{words.table().bookmark(), 1, tops[0], 0},
                     {words.conclusion().heading(), 1, tops[1], 0},
                     {words.grid().heading(), 1, tops[2], 0}};
}

void DrawLast(Canvas& canvas, const Facts& facts, int page, double notices,
              double verify, Drawn& drawn) {
  canvas.Place(form::kNotices, notices);
  DrawVerify(canvas, facts, verify);
  drawn.qr_top = verify + kQrTop;
  const Template& words = canvas.drawn();
  drawn.bookmarks.push_back({words.notice().heading(), page, notices, 0});
  drawn.bookmarks.push_back({words.verify().heading(), page, verify, 0});
}

// The pages in front of those that list records. `pages` counts both.
void DrawOnePage(FontSet& fonts, const Facts& facts, const Blocks& blocks,
                 const std::vector<double>& tops, int pages, Drawn& drawn) {
  Canvas canvas(fonts, blocks.drawn, kSheetHeight);
  DrawFirst(canvas, facts, blocks, tops, drawn);
  DrawLast(canvas, facts, 1, tops[3], tops[4], drawn);
  DrawFoot(canvas, 1, pages);
  drawn.pages = {canvas.content()};
}

void DrawTurnOver(Canvas& canvas, double top) {
  const Artifact hint(canvas);
  canvas.TextEndingAt(canvas.right(), Baseline(top, kTurnOver, 8),
                      canvas.drawn().sheet().turn_over(), {8});
}

void DrawBlankBelow(Canvas& canvas, double top, bool is_last) {
  const v1::SheetLayout& sheet = canvas.drawn().sheet();
  const Artifact hint(canvas);
  canvas.TextCentred(Baseline(top, kTurnOver, 8),
                     is_last ? sheet.end() : sheet.end_of_page(), {8});
}

absl::Status DrawTwoPages(FontSet& fonts, const Facts& facts,
                          const Blocks& blocks, int pages, Drawn& drawn) {
  const v1::SheetLayout& sheet = blocks.drawn.sheet();
  std::vector<Block> on_first = blocks.First();
  on_first.push_back({2, kTurnOver});
  const Tops first = Stack(on_first, sheet.blocks_top(), sheet.blocks_bottom());
  Canvas page(fonts, blocks.drawn, kSheetHeight);
  Canvas next(fonts, blocks.drawn, kSheetHeight);
  const double head_end = DrawNextHead(next, facts);
  const Tops second =
      Stack({{kBelowHead, blocks.notices_height}, blocks.verify()}, head_end,
            sheet.blocks_bottom());
  if (!first.has_value() || !second.has_value()) {
    return absl::InvalidArgumentError(
        "the names and texts of this report are too long for its pages");
  }
  DrawFirst(page, facts, blocks, *first, drawn);
  DrawTurnOver(page, (*first)[3]);
  DrawFoot(page, 1, pages);
  DrawLast(next, facts, 2, (*second)[0], (*second)[1], drawn);
  DrawBlankBelow(next, (*second)[1] + kVerifyHeight, pages == 2);
  DrawFoot(next, 2, pages);
  drawn.pages = {page.content(), next.content()};
  return absl::OkStatus();
}

}  // namespace

absl::Status DrawFront(const Facts& facts, const Template& words,
                       FontSet& fonts, double notices_height, Drawn& drawn) {
  const int record_pages = static_cast<int>(drawn.records.size());
  Canvas measure(fonts, words, kSheetHeight);
  const auto set = [&](int front) {
    return Blocks{words, SetTables(measure, facts),
                  SetConclusion(measure, facts,
                                PageRange(front + 1, front + record_pages)),
                  notices_height};
  };
  const Blocks blocks = set(1);
  std::vector<Block> all = blocks.First();
  all.push_back(blocks.notices());
  all.push_back(blocks.verify());
  const Tops tops =
      Stack(all, words.sheet().blocks_top(), words.sheet().blocks_bottom());
  if (!tops.has_value()) {
    return DrawTwoPages(fonts, facts, set(2), 2 + record_pages, drawn);
  }
  DrawOnePage(fonts, facts, blocks, *tops, 1 + record_pages, drawn);
  return absl::OkStatus();
}

}  // namespace creditproof::report
