// The pages in front of those that list records: one, or two when names and
// texts are long.
#pragma once

#include "absl/status/status.h"
#include "libs/report/pages.h"

namespace creditproof::report {

// Draws them into `drawn`, whose pages that list records are set already. Fails
// with INVALID_ARGUMENT when two pages are too short.
absl::Status DrawFront(const Facts& facts, const Template& words,
                       FontSet& fonts, double notices_height, Drawn& drawn);

}  // namespace creditproof::report
