// The pages that list the records of a report.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/report/canvas.h"
#include "libs/report/facts.h"
#include "libs/report/record_row.h"

namespace creditproof::report {

// The rows of one page; not empty.
using RecordPage = std::vector<RecordRow>;

// The content that column 0 of row `index` of a page is.
int RowContent(std::size_t index);

// Where a reader may jump to.
struct Bookmark {
  std::string title;
  int page;    // from 1
  double top;  // millimetres
  int depth;   // 1 is below the last of depth 0
};

// None without records. A row that fits a page stands on one. Fails with
// INVALID_ARGUMENT when the subject's name leaves no room.
absl::StatusOr<std::vector<RecordPage>> SetRecordPages(Canvas& canvas,
                                                       const Facts& facts);

// Page `page` of `pages`, of which the last lists the last record. Adds where
// the records of an area start to `bookmarks`.
void DrawRecordPage(Canvas& canvas, const Facts& facts, const RecordPage& rows,
                    int page, int pages, std::vector<Bookmark>& bookmarks);

}  // namespace creditproof::report
