// Calendar dates of the civil calendar, as text `YYYY-MM-DD` and as day
// numbers.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

namespace creditproof::base {

// Reads ISO 8601 `YYYY-MM-DD`. Fails with INVALID_ARGUMENT when it is malformed
// or no day of the calendar.
absl::StatusOr<absl::CivilDay> ParseDate(absl::string_view text);

std::string FormatDate(absl::CivilDay day);

// The zone that every date of this system is in: China Standard Time, UTC+8.
absl::TimeZone ChinaTime();

// The day it is in China at `time`.
absl::CivilDay ChinaDay(absl::Time time);

}  // namespace creditproof::base
