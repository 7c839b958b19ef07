#include "libs/base/date.h"

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace creditproof::base {
namespace {

constexpr int kChinaOffsetSeconds = 8 * 3600;
constexpr absl::Duration kChinaOffset = absl::Seconds(kChinaOffsetSeconds);

bool HasDateForm(absl::string_view text) {
  constexpr absl::string_view kForm = "dddd-dd-dd";
  if (text.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const char c = text[i];
    if (kForm[i] == 'd' ? !absl::ascii_isdigit(c) : c != kForm[i]) return false;
  }
  return true;
}

// `digits` is known to be a short run of digits.
int Number(absl::string_view digits) {
  int number = 0;
  for (const char digit : digits) number = number * 10 + (digit - '0');
  return number;
}

}  // namespace

absl::StatusOr<absl::CivilDay> ParseDate(absl::string_view text) {
  if (!HasDateForm(text)) {
    return absl::InvalidArgumentError(
        absl::StrCat("a date is written YYYY-MM-DD, this is \"", text, "\""));
  }
  const int month = Number(text.substr(5, 2));
  const int day = Number(text.substr(8, 2));
  const absl::CivilDay date(Number(text.substr(0, 4)), month, day);
  // CivilDay carries an excess over: 02-30 becomes March.
  if (date.month() != month || date.day() != day) {
    return absl::InvalidArgumentError(
        absl::StrCat("the calendar has no day ", text));
  }
  return date;
}

std::string FormatDate(absl::CivilDay day) {
  return absl::StrCat(absl::Dec(day.year(), absl::kZeroPad4), "-",
                      absl::Dec(day.month(), absl::kZeroPad2), "-",
                      absl::Dec(day.day(), absl::kZeroPad2));
}

absl::TimeZone ChinaTime() {
  static const absl::TimeZone zone = absl::FixedTimeZone(kChinaOffsetSeconds);
  return zone;
}

absl::CivilDay ChinaDay(absl::Time time) {
  // Without the detour through a time zone: every check asks.
  return absl::CivilDay(absl::CivilSecond(1970, 1, 1) +
                        absl::ToUnixSeconds(time + kChinaOffset));
}

}  // namespace creditproof::base
