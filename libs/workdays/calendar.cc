#include "libs/workdays/calendar.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"

namespace creditproof::workdays {
namespace {

constexpr std::int64_t kMaxSpan = 366;  // of a holiday, in days

const absl::CivilDay kMonday(1900, 1, 1);

bool IsWeekday(absl::CivilDay day) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday;
}

// From some Monday on up to and including `day`.
std::int64_t WeekdaysUpTo(absl::CivilDay day) {
  const std::int64_t days = day - kMonday + 1;
  const std::int64_t weeks = (days >= 0 ? days : days - 6) / 7;
  return weeks * 5 + std::min<std::int64_t>(days - weeks * 7, 5);
}

absl::Status Malformed(absl::string_view line) {
  return absl::InvalidArgumentError(
      absl::StrCat("calendar: `", line,
                   "` is not known, holiday or workday, a first day and a last "
                   "day"));
}

}  // namespace

absl::StatusOr<Calendar> Calendar::Parse(absl::string_view text) {
  Calendar calendar;
  for (absl::string_view line : absl::StrSplit(text, '\n')) {
    line = absl::StripAsciiWhitespace(line);
    if (line.empty() || line.front() == '#') continue;
    RETURN_IF_ERROR(calendar.AddLine(line));
  }
  RETURN_IF_ERROR(calendar.Finish());
  return calendar;
}

absl::Status Calendar::AddLine(absl::string_view line) {
  const std::vector<absl::string_view> cells = absl::StrSplit(line, ',');
  if (cells.size() != 3) return Malformed(line);
  const auto first = base::ParseDate(cells[1]);
  const auto last = base::ParseDate(cells[2]);
  if (!first.ok() || !last.ok() || *last < *first) return Malformed(line);
  if (cells[0] == "known") {
    known_from_ = *first;
    known_until_ = *last;
    return absl::OkStatus();
  }
  const bool is_workday = cells[0] == "workday";
  if (!is_workday && cells[0] != "holiday") return Malformed(line);
  if (*last - *first > kMaxSpan) return Malformed(line);
  for (absl::CivilDay day = *first; day <= *last; ++day) {
    if (IsWeekday(day) == is_workday) continue;
    exceptions_.emplace_back(day, is_workday ? 1 : -1);
  }
  return absl::OkStatus();
}

absl::Status Calendar::Finish() {
  if (known_from_ == known_until_) {
    return absl::InvalidArgumentError("calendar: has no line `known`");
  }
  std::sort(exceptions_.begin(), exceptions_.end());
  std::int64_t shift = 0;
  for (std::size_t i = 0; i < exceptions_.size(); ++i) {
    const absl::CivilDay day = exceptions_[i].first;
    if (i > 0 && exceptions_[i - 1].first == day) {
      return absl::InvalidArgumentError(
          absl::StrCat("calendar: names ", base::FormatDate(day), " twice"));
    }
    if (day < known_from_ || day > known_until_) {
      return absl::InvalidArgumentError(absl::StrCat(
          "calendar: ", base::FormatDate(day), " is not among the known days"));
    }
    shift += exceptions_[i].second;
    exceptions_[i].second = shift;
  }
  return absl::OkStatus();
}

bool Calendar::IsWorkday(absl::CivilDay day) const {
  return WorkdaysBetween(day - 1, day) == 1;
}

std::int64_t Calendar::WorkdaysBetween(absl::CivilDay from,
                                       absl::CivilDay to) const {
  if (to <= from) return 0;
  return WeekdaysUpTo(to) - WeekdaysUpTo(from) + ShiftUpTo(to) -
         ShiftUpTo(from);
}

std::int64_t Calendar::ShiftUpTo(absl::CivilDay day) const {
  const auto after = std::upper_bound(
      exceptions_.begin(), exceptions_.end(), day,
      [](absl::CivilDay wanted, const auto& e) { return wanted < e.first; });
  return after == exceptions_.begin() ? 0 : std::prev(after)->second;
}

}  // namespace creditproof::workdays
