#include "libs/report/record_pages.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "libs/report/page_frame.h"
#include "libs/report/record_forms.h"
#include "libs/report/record_wording.h"

namespace creditproof::report {
namespace {

constexpr double kHeadGap = 4;  // below whom the page is about
constexpr double kTableBottom = 272;
constexpr double kTallestRow = 200;  // a taller one is split
constexpr double kLeastPiece = 30;   // of one that is split
constexpr double kEndLine = 4;       // height of （以下空白）

double RowsTop(double head_end) {
  return head_end + kHeadGap + kRecordsHeadHeight;
}

}  // namespace

absl::StatusOr<std::vector<RecordPage>> SetRecordPages(Canvas& canvas,
                                                       const Facts& facts) {
  const double top = RowsTop(NextHeadEnd(canvas, facts));
  const double room = kTableBottom - top;
  if (room < 2 * kLeastPiece) {
    return absl::InvalidArgumentError(
        "the name in this report leaves its pages no room");
  }
  std::vector<RecordPage> pages;
  double left = 0;  // on the last page
  const auto place = [&](RecordRow row) {
    left -= row.height();
    pages.back().push_back(std::move(row));
  };
  for (std::size_t i = 0; i < facts.records.size(); ++i) {
    RecordRow row = SetRow(canvas, facts.records[i], i + 1);
    const bool splits = row.height() > std::min(kTallestRow, room);
    while (row.height() > left) {
      if (splits && left >= kLeastPiece) {
        RecordRow rest = SplitOff(canvas, row, left);
        place(std::exchange(row, std::move(rest)));
      }
      pages.emplace_back();
      left = room;
    }
    place(std::move(row));
  }
  return pages;
}

void DrawRecordPage(Canvas& canvas, const Facts& facts, const RecordPage& rows,
                    int page, int pages) {
  const double head_end = DrawNextHead(canvas, facts);
  const double head = head_end + kHeadGap;
  canvas.Place(form::kRecordsHead, head);
  canvas.TextEndingAt(
      kRight, Baseline(head, 5.4, 8),
      RangeLine(facts.records.size(), rows.front().number, rows.back().number),
      {8});
  double y = RowsTop(head_end);
  for (const RecordRow& row : rows) {
    if (&row != &rows.front()) canvas.Rule(y, kRowLine, Ink::kHairline);
    DrawRow(canvas, row, y);
    y += row.height();
  }
  canvas.Rule(y - kEdge / 2, kEdge, Ink::kAccent);
  if (page == pages) {
    const double top = std::min(y + 4, kPageBottom - kEndLine);
    canvas.TextCentred(Baseline(top, kEndLine, 8.5), "（以下空白）",
                       {8.5, 0.09});
  }
  DrawFoot(canvas, page, pages);
}

}  // namespace creditproof::report
