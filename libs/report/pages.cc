#include "libs/report/pages.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/canvas.h"
#include "libs/report/conclusion.h"
#include "libs/report/contents.h"
#include "libs/report/fixed_forms.h"
#include "libs/report/grid_areas.h"
#include "libs/report/page_frame.h"
#include "libs/report/qr_image.h"
#include "libs/report/record_wording.h"
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
              absl::string_view time, int mcid) {
  constexpr Style kStyle = {8.5};
  const Marked paragraph(canvas, "P", mcid);
  const double left = kRight - canvas.Width(time, kStyle);
  canvas.TextEndingAt(left - 2, baseline, label, kStyle);
  canvas.Text(left, baseline, time, kStyle);
}

void DrawQr(Canvas& canvas, double top) {
  const Marked figure(canvas, "Figure", content::kQr);
  canvas.Image(kQrImageName, kLeft, top, kQrSide);
}

// Where a report has its QR code.
void DrawNoQr(Canvas& canvas, double top) {
  constexpr Style kStyle = {11};
  constexpr absl::string_view kWords = "预览无二维码";
  const Artifact box(canvas);
  canvas.DashedBox(kLeft, top, kQrSide, kQrSide, kBoxLine);
  canvas.Text(kLeft + (kQrSide - canvas.Width(kWords, kStyle)) / 2,
              Baseline(top, kQrSide, kStyle.size), kWords, kStyle);
}

void DrawVerify(Canvas& canvas, const Facts& facts, double y) {
  const bool is_preview = facts.number.empty();
  canvas.Place(form::kVerify, y);
  is_preview ? DrawNoQr(canvas, y + kQrTop) : DrawQr(canvas, y + kQrTop);
  {
    const Marked number(canvas, "P", content::kNumber);
    canvas.Text(kVerifyText, Baseline(y + 18.8, 7, 13),
                is_preview ? "（预览，无编号）" : facts.number, {13, 0.02});
  }
  DrawTime(canvas, Baseline(y + 10, 5, 8.5), "出具时间", facts.issue_time,
           content::kIssueTime);
  DrawTime(canvas, Baseline(y + 15, 5, 8.5), "数据截至", facts.data_as_of_time,
           content::kDataTime);
}

// Page 1 as far as the grid.
void DrawFirst(Canvas& canvas, const Facts& facts, const Blocks& blocks,
               const std::vector<double>& tops, Drawn& drawn) {
  canvas.Place(form::kFrame, 0);
  DrawRunningHead(canvas, facts);
  DrawTables(canvas, blocks.tables, tops[0]);
  DrawPanel(canvas, blocks.conclusion, facts, tops[1]);
  DrawGrid(canvas, blocks.conclusion, facts, tops[2]);
  drawn.bookmarks = {{"主体与用途", 1, tops[0], 0},
                     {"查询结论", 1, tops[1], 0},
                     {"各领域查询结果", 1, tops[2], 0}};
}

void DrawLast(Canvas& canvas, const Facts& facts, int page, double notices,
              double verify, Drawn& drawn) {
  canvas.Place(form::kNotices, notices);
  DrawVerify(canvas, facts, verify);
  drawn.qr_top = verify + kQrTop;
  drawn.bookmarks.push_back({"说明", page, notices, 0});
  drawn.bookmarks.push_back({"怎样核验", page, verify, 0});
}

// The pages in front of those that list records. `pages` counts both.
void DrawOnePage(FontSet& fonts, const Facts& facts, const Blocks& blocks,
                 const std::vector<double>& tops, int pages, Drawn& drawn) {
  Canvas canvas(fonts, kSheetHeight);
  DrawFirst(canvas, facts, blocks, tops, drawn);
  DrawLast(canvas, facts, 1, tops[3], tops[4], drawn);
  DrawFoot(canvas, 1, pages);
  drawn.pages = {canvas.content()};
}

void DrawTurnOver(Canvas& canvas, double top) {
  const Artifact hint(canvas);
  canvas.TextEndingAt(kRight, Baseline(top, kTurnOver, 8), "（转下页）", {8});
}

void DrawBlankBelow(Canvas& canvas, double top, bool is_last) {
  const Artifact hint(canvas);
  canvas.TextCentred(Baseline(top, kTurnOver, 8),
                     is_last ? "（以下空白）" : "（本页以下空白，转下页）",
                     {8});
}

absl::Status DrawTwoPages(FontSet& fonts, const Facts& facts,
                          const Blocks& blocks, int pages, Drawn& drawn) {
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
  DrawFirst(page, facts, blocks, *first, drawn);
  DrawTurnOver(page, (*first)[3]);
  DrawFoot(page, 1, pages);
  DrawLast(next, facts, 2, (*second)[0], (*second)[1], drawn);
  DrawBlankBelow(next, (*second)[1] + kVerifyHeight, pages == 2);
  DrawFoot(next, 2, pages);
  drawn.pages = {page.content(), next.content()};
  return absl::OkStatus();
}

absl::Status DrawFront(FontSet& fonts, const Facts& facts,
                       double notices_height, Drawn& drawn) {
  const int record_pages = static_cast<int>(drawn.records.size());
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
  if (!tops.has_value()) {
    return DrawTwoPages(fonts, facts, set(2), 2 + record_pages, drawn);
  }
  DrawOnePage(fonts, facts, blocks, *tops, 1 + record_pages, drawn);
  return absl::OkStatus();
}

// Under everything else on a page of a preview.
std::string Across(FontSet& fonts) {
  Canvas canvas(fonts, kSheetHeight);
  canvas.OpenArtifact();
  for (const double y : {75.0, 150.0, 225.0}) {
    canvas.TextAcross(kLeft + kWidth / 2, y, "预览", {140, 0.3});
  }
  canvas.Close();
  return canvas.content();
}

}  // namespace

absl::StatusOr<Drawn> DrawPages(const Facts& facts, FontSet& fonts,
                                double notices_height) {
  Drawn drawn;
  Canvas measure(fonts, kSheetHeight);
  ASSIGN_OR_RETURN(drawn.records, SetRecordPages(measure, facts));
  RETURN_IF_ERROR(DrawFront(fonts, facts, notices_height, drawn));
  drawn.area_names = AreaNames(fonts, facts.marks);
  const std::size_t last = drawn.pages.size() + drawn.records.size();
  for (const RecordPage& rows : drawn.records) {
    Canvas canvas(fonts, kSheetHeight);
    DrawRecordPage(canvas, facts, rows,
                   static_cast<int>(drawn.pages.size()) + 1,
                   static_cast<int>(last), drawn.bookmarks);
    drawn.pages.push_back(canvas.content());
  }
  drawn.is_preview = facts.number.empty();
  if (drawn.is_preview) {
    for (std::string& page : drawn.pages) page.insert(0, Across(fonts));
  }
  if (!fonts.status().ok()) return fonts.status();
  return drawn;
}

}  // namespace creditproof::report
