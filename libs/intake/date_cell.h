// Dates as departments write them.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace creditproof::intake {

// 2024-03-04, 2024/3/4, 2024.3.4, 2024年3月4日, 20240304; a time of day behind
// is left aside. Nothing for anything else, and for days that do not exist.
std::optional<absl::CivilDay> ReadDay(absl::string_view text);

// The last day of 2099, from which on a date means that there is no end.
inline constexpr int kNoEndYear = 2099;

// 长期, 永久 and the like.
bool SaysNoEnd(absl::string_view text);

}  // namespace creditproof::intake
