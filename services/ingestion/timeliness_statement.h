// The monthly account of a source.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/timeliness_service.pb.h"
#include "libs/crypto/signing.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Fails with NOT_FOUND (SOURCE_NOT_FOUND) or OUT_OF_RANGE (MONTH_UNKNOWN).
absl::StatusOr<v1::TimelinessStatement> DescribeTimeliness(
    const View& view, const std::string& source_id, absl::CivilMonth month,
    const workdays::Calendar& calendar, absl::Time now);

// Verify with crypto::VerifyStatement and crypto::kTimelinessContext.
absl::StatusOr<v1::SignedTimeliness> SignTimeliness(
    const v1::TimelinessStatement& statement, const crypto::SigningKey& key);

// The days of `month` before `today` on which no delivery had come for
// `cadence_days` days or longer, counted from the latest of `deliveries`, or
// from `since`. Nothing is said of days before both.
std::vector<absl::CivilDay> SilentDays(
    absl::CivilMonth month, absl::CivilDay today, int cadence_days,
    const std::set<absl::CivilDay>& deliveries,
    std::optional<absl::CivilDay> since);

}  // namespace creditproof::ingestion
