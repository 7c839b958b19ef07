// Administrative divisions (GB/T 2260) of the province.
#pragma once

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace creditproof::record {

struct Region {
  absl::string_view code;  // 6 digits
  absl::string_view name;
};

// The province itself, then its 13 prefectures in order of code.
absl::Span<const Region> Regions();

// The name of one of Regions(); empty for any other code.
absl::string_view RegionName(absl::string_view code);

// Whether the place `code` (6 digits) lies in the division with this `prefix`
// (2, 4 or 6 digits), or is a wider place that holds some of it.
bool MayLieIn(absl::string_view prefix, absl::string_view code);

}  // namespace creditproof::record
