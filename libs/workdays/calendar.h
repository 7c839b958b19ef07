// Working days (工作日) of China: weekdays, but for public holidays, and the
// weekends that make up for them.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace creditproof::workdays {

// Immutable; thread-safe. Outside of the days that its file knows, Monday to
// Friday are working days.
class Calendar {
 public:
  // Reads the text of a calendar (deploy/calendar/china.csv): `#` starts a
  // comment, every other line is `known`, `holiday` or `workday` and a first
  // and a last day. Fails with INVALID_ARGUMENT, naming the line.
  static absl::StatusOr<Calendar> Parse(absl::string_view text);

  bool IsWorkday(absl::CivilDay day) const;

  // Working days after `from`, up to and including `to`. 0 when `to` is not
  // after `from`.
  std::int64_t WorkdaysBetween(absl::CivilDay from, absl::CivilDay to) const;

  // The days whose holidays are known.
  absl::CivilDay known_from() const { return known_from_; }
  absl::CivilDay known_until() const { return known_until_; }

 private:
  Calendar() = default;

  absl::Status AddLine(absl::string_view line);
  absl::Status Finish();
  // How many more working days than weekdays there are up to `day`.
  std::int64_t ShiftUpTo(absl::CivilDay day) const;

  // Days that are not what their day of the week says, ascending, each with the
  // shift up to it.
  std::vector<std::pair<absl::CivilDay, std::int64_t>> exceptions_;
  absl::CivilDay known_from_;
  absl::CivilDay known_until_;
};

}  // namespace creditproof::workdays
