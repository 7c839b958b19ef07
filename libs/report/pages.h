// The pages: blocks one below the other. When names and texts are long, first
// the gaps between blocks give way, then the last blocks go to a second page.
// Behind them come the pages that list records.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/report/facts.h"
#include "libs/report/font_set.h"
#include "libs/report/record_pages.h"

namespace creditproof::report {

struct Drawn {
  // Content streams: of one or two pages, then of those that list records.
  std::vector<std::string> pages;
  std::vector<RecordPage> records;

  std::string area_names;  // in place of that form; empty: as it is
  double qr_top = 0;       // on the last page before records
  std::vector<Bookmark> bookmarks;

  bool is_preview = false;

  std::size_t front_pages() const { return pages.size() - records.size(); }
};

// Fails with INVALID_ARGUMENT when two pages are too short, or with
// FAILED_PRECONDITION (GLYPH_MISSING).
absl::StatusOr<Drawn> DrawPages(const Facts& facts, const Template& words,
                                FontSet& fonts, double notices_height);

}  // namespace creditproof::report
