#include "libs/report/pages.h"

#include "libs/base/status_macros.h"
#include "libs/report/canvas.h"
#include "libs/report/front_pages.h"
#include "libs/report/grid_areas.h"

namespace creditproof::report {
namespace {

// Under everything else on a page of a preview.
std::string Across(FontSet& fonts, const Template& words) {
  Canvas canvas(fonts, words, kSheetHeight);
  canvas.OpenArtifact();
  for (const double y : {75.0, 150.0, 225.0}) {
    canvas.TextAcross(canvas.left() + canvas.width() / 2, y, "预览",
                      {140, 0.3});
  }
  canvas.Close();
  return canvas.content();
}

}  // namespace

absl::StatusOr<Drawn> DrawPages(const Facts& facts, const Template& words,
                                FontSet& fonts, double notices_height) {
  Drawn drawn;
  if (words.has_records()) {
    Canvas measure(fonts, words, kSheetHeight);
    ASSIGN_OR_RETURN(drawn.records, SetRecordPages(measure, facts));
  }
  RETURN_IF_ERROR(DrawFront(facts, words, fonts, notices_height, drawn));
  drawn.area_names = AreaNames(fonts, words, facts.marks);
  const std::size_t last = drawn.pages.size() + drawn.records.size();
  for (const RecordPage& rows : drawn.records) {
    Canvas canvas(fonts, words, kSheetHeight);
    DrawRecordPage(canvas, facts, rows,
                   static_cast<int>(drawn.pages.size()) + 1,
                   static_cast<int>(last), drawn.bookmarks);
    drawn.pages.push_back(canvas.content());
  }
  drawn.is_preview = facts.number.empty();
  if (drawn.is_preview) {
    for (std::string& page : drawn.pages) page.insert(0, Across(fonts, words));
  }
  if (!fonts.status().ok()) return fonts.status();
  return drawn;
}

}  // namespace creditproof::report
