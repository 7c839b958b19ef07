// Values of a report's data as they are printed, alike under every template.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_data.pb.h"

namespace creditproof::report {

// 2026年11月23日 10时16分42秒 in China, with `between` day and time.
std::string ChineseTime(absl::Time time, absl::string_view between);

// `day`, ISO 8601, as 2026年11月23日. Fails with INVALID_ARGUMENT
// (INVALID_FIELD), naming `field`.
absl::StatusOr<std::string> PrintedDay(absl::string_view field,
                                       absl::string_view day);

// `text`, or the sign that there is none.
std::string OrAbsent(absl::string_view text);

// 有效, 已修复; empty for a state that is not printed.
absl::string_view StateName(v1::ListedRecord::State state);

// 2025年12月9日修复, of the day and the state that it brought.
std::string StateSince(absl::string_view day, v1::ListedRecord::State state);

}  // namespace creditproof::report
