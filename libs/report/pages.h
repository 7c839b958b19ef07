// The pages: blocks one below the other. When names and texts are long, first
// the gaps between blocks give way, then the last blocks go to a second page.
// Behind them come the pages that list records.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/report/facts.h"
#include "libs/report/font_set.h"

namespace creditproof::report {

// The image that the verify block shows as its QR code.
inline constexpr absl::string_view kQrImage = "Qr";

// One or two content streams, then one for each page of records. Fails with
// INVALID_ARGUMENT when two pages are too short, or with FAILED_PRECONDITION
// (GLYPH_MISSING).
absl::StatusOr<std::vector<std::string>> DrawPages(const Facts& facts,
                                                   FontSet& fonts,
                                                   double notices_height);

}  // namespace creditproof::report
