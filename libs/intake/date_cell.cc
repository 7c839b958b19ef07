#include "libs/intake/date_cell.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/strip.h"

namespace creditproof::intake {
namespace {

// Takes up to `max_digits` digits off the front of `text`.
std::optional<int> TakeNumber(absl::string_view& text, std::size_t max_digits) {
  int number = 0;
  std::size_t digits = 0;
  while (digits < max_digits && digits < text.size() &&
         absl::ascii_isdigit(static_cast<unsigned char>(text[digits]))) {
    number = number * 10 + (text[digits] - '0');
    ++digits;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  return number;
}

// What stands between year and month, month and day, and behind the day.
struct Marks {
  absl::string_view after_year;
  absl::string_view after_month;
  absl::string_view after_day;
};
constexpr Marks kNotations[] = {
    {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}};

std::optional<absl::CivilDay> RealDay(int year, int month, int day) {
  const absl::CivilDay date(year, month, day);  // carries 02-30 into March
  if (date.year() != year || date.month() != month || date.day() != day) {
    return std::nullopt;
  }
  return date;
}

// Nothing, or a time of day: 00:00, T10:20:30, 10:20:30.0.
bool IsTimeOfDay(absl::string_view text) {
  if (text.empty()) return true;
  if (text[0] != ' ' && text[0] != 'T') return false;
  text.remove_prefix(1);
  return absl::StrContains(text, ":") &&
         text.find_first_not_of("0123456789:.") == absl::string_view::npos;
}

std::optional<absl::CivilDay> ReadMarked(absl::string_view text,
                                         const Marks& marks) {
  const std::optional<int> year = TakeNumber(text, 4);
  if (!year || !absl::ConsumePrefix(&text, marks.after_year)) {
    return std::nullopt;
  }
  const std::optional<int> month = TakeNumber(text, 2);
  if (!month || !absl::ConsumePrefix(&text, marks.after_month)) {
    return std::nullopt;
  }
  const std::optional<int> day = TakeNumber(text, 2);
  if (!day || !absl::ConsumePrefix(&text, marks.after_day) ||
      !IsTimeOfDay(text)) {
    return std::nullopt;
  }
  return RealDay(*year, *month, *day);
}

bool IsPlain(absl::string_view text) {
  return text.size() == 8 &&
         std::all_of(text.begin(), text.end(), absl::ascii_isdigit);
}

}  // namespace

std::optional<absl::CivilDay> ReadDay(absl::string_view text) {
  if (IsPlain(text)) {
    const auto number = [](absl::string_view digits) {
      return *TakeNumber(digits, digits.size());
    };
    return RealDay(number(text.substr(0, 4)), number(text.substr(4, 2)),
                   number(text.substr(6, 2)));
  }
  const std::size_t mark = text.find_first_not_of("0123456789");
  if (mark != 4) return std::nullopt;  // a year has four digits
  for (const Marks& marks : kNotations) {
    if (absl::StartsWith(text.substr(mark), marks.after_year)) {
      return ReadMarked(text, marks);
    }
  }
  return std::nullopt;
}

bool SaysNoEnd(absl::string_view text) {
  return text == "长期" || text == "长期有效" || text == "永久" ||
         text == "永久有效" || text == "无期限" || text == "无";
}

}  // namespace creditproof::intake
