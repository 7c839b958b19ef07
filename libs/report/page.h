// One page: blocks one below the other, the gaps between them giving way first.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/report/facts.h"
#include "libs/report/font_set.h"

namespace creditproof::report {

// The image that the page shows as its QR code.
inline constexpr absl::string_view kQrImage = "Qr";

// The content stream. Fails with INVALID_ARGUMENT when the page is too short,
// or with FAILED_PRECONDITION (GLYPH_MISSING).
absl::StatusOr<std::string> DrawPage(const Facts& facts, FontSet& fonts,
                                     double notices_height);

}  // namespace creditproof::report
