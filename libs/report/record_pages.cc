#include "libs/report/record_pages.h"

#include <algorithm>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/report/contents.h"
#include "libs/report/page_frame.h"
#include "libs/report/page_words.h"
#include "libs/report/record_forms.h"

namespace creditproof::report {
namespace {

constexpr double kHeadGap = 4;       // below whom the page is about
constexpr double kBelowTable = 6;    // left free at the foot of a page
constexpr double kTallestRow = 200;  // a taller one is split
constexpr double kLeastPiece = 30;   // of one that is split
constexpr double kEndLine = 4;       // height of （以下空白）

double RowsTop(double head_end) {
  return head_end + kHeadGap + kRecordsHeadHeight;
}

// Whether record `number` is the first of its area, or outside the areas of its
// source.
bool OpensPlace(const Facts& facts, std::size_t number) {
  if (number == 1) return true;
  return facts.records[number - 1].place != facts.records[number - 2].place;
}

std::string PlaceTitle(const Facts& facts, std::size_t number) {
  const RecordFacts& record = facts.records[number - 1];
  return absl::StrCat(record.area_number, record.area_number.empty() ? "" : " ",
                      record.place);
}

// Pages behind the first repeat the head, for the eye only.
void DrawHead(Canvas& canvas, const Facts& facts, const RecordPage& rows,
              double top, bool is_first) {
  if (is_first) {
    canvas.Place(form::kRecordsHead, top);
    canvas.Open("Caption", content::kCaption);
  } else {
    canvas.OpenArtifact();
    canvas.Place(form::kRecordsHeadAgain, top);
  }
  canvas.TextEndingAt(canvas.right(), Baseline(top, 5.4, 8),
                      RangeLine(canvas.drawn().records(), facts.records.size(),
                                rows.front().number, rows.back().number),
                      {8});
  canvas.Close();
}

void DrawLines(Canvas& canvas, const RecordPage& rows, double y) {
  const Artifact lines(canvas);
  for (const RecordRow& row : rows) {
    if (&row != &rows.front()) canvas.Rule(y, kRowLine, Ink::kHairline);
    y += row.height();
  }
  canvas.Rule(y - kEdge / 2, kEdge, Ink::kAccent);
}

void DrawEnd(Canvas& canvas, double rows_end) {
  const Artifact end(canvas);
  const v1::SheetLayout& sheet = canvas.drawn().sheet();
  const double top = std::min(rows_end + 4, sheet.blocks_bottom() - kEndLine);
  canvas.TextCentred(Baseline(top, kEndLine, 8.5), sheet.end(), {8.5, 0.09});
}

}  // namespace

int RowContent(std::size_t index) {
  return content::kRows + kColumns * static_cast<int>(index);
}

absl::StatusOr<std::vector<RecordPage>> SetRecordPages(Canvas& canvas,
                                                       const Facts& facts) {
  const double top = RowsTop(NextHeadEnd(canvas, facts));
  const double room =
      canvas.drawn().sheet().blocks_bottom() - kBelowTable - top;
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
                    int page, int pages, std::vector<Bookmark>& bookmarks) {
  const double head_end = DrawNextHead(canvas, facts);
  const double head = head_end + kHeadGap;
  const bool is_first = rows.front().IsStart() && rows.front().number == 1;
  if (is_first) {
    bookmarks.push_back({canvas.drawn().records().heading(), page, head, 0});
  }
  DrawHead(canvas, facts, rows, head, is_first);
  double y = RowsTop(head_end);
  DrawLines(canvas, rows, y);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (rows[i].IsStart() && OpensPlace(facts, rows[i].number)) {
      bookmarks.push_back({PlaceTitle(facts, rows[i].number), page, y, 1});
    }
    DrawRow(canvas, rows[i], y, RowContent(i));
    y += rows[i].height();
  }
  if (page == pages) DrawEnd(canvas, y);
  DrawFoot(canvas, page, pages);
}

}  // namespace creditproof::report
