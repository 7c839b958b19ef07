#include "libs/workdays/calendar.h"

#include <catch2/catch.hpp>

#include "libs/base/date.h"
#include "libs/base/files.h"

namespace creditproof::workdays {
namespace {

Calendar China() {
  const auto text = base::ReadFile(CREDITPROOF_CALENDAR_FILE);
  REQUIRE(text.ok());
  auto calendar = Calendar::Parse(*text);
  INFO(calendar.status());
  REQUIRE(calendar.ok());
  return *std::move(calendar);
}

absl::CivilDay Day(const char* text) { return *base::ParseDate(text); }

TEST_CASE("Years have the working days that the State Council announced") {
  const Calendar china = China();
  const auto [year, workdays] =
      GENERATE(table<int, std::int64_t>({{2021, 250},
                                         {2022, 249},
                                         {2023, 249},
                                         {2024, 251},
                                         {2025, 248},
                                         {2026, 248}}));
  CHECK(china.WorkdaysBetween(absl::CivilDay(year - 1, 12, 31),
                              absl::CivilDay(year, 12, 31)) == workdays);
}

TEST_CASE("Holidays are off and the weekends that make up for them are not") {
  const Calendar china = China();
  CHECK_FALSE(china.IsWorkday(Day("2024-10-01")));  // a Tuesday
  CHECK(china.IsWorkday(Day("2024-10-12")));        // a Saturday
  CHECK(china.IsWorkday(Day("2026-09-20")));        // a Sunday
  CHECK_FALSE(china.IsWorkday(Day("2026-09-25")));  // a Friday
  CHECK_FALSE(china.IsWorkday(Day("2026-11-28")));  // a Saturday as ever
  CHECK(china.known_until() == Day("2026-12-31"));
}

TEST_CASE("Counting at once is counting day by day") {
  const Calendar china = China();
  const absl::CivilDay from =
      GENERATE(absl::CivilDay(1899, 12, 28), absl::CivilDay(2020, 12, 26),
               absl::CivilDay(2023, 9, 28), absl::CivilDay(2026, 12, 30));
  std::int64_t counted = 0;
  for (absl::CivilDay day = from + 1; day < from + 500; ++day) {
    counted += china.IsWorkday(day);
    CHECK(china.WorkdaysBetween(from, day) == counted);
  }
  CHECK(china.WorkdaysBetween(from, from) == 0);
  CHECK(china.WorkdaysBetween(from, from - 1) == 0);
}

TEST_CASE("Outside of what is known weeks are plain weeks") {
  const Calendar china = China();
  CHECK(china.WorkdaysBetween(Day("2027-01-03"), Day("2027-01-10")) == 5);
  CHECK(china.WorkdaysBetween(Day("1899-12-24"), Day("1899-12-31")) == 5);
}

TEST_CASE("A calendar that cannot be meant is refused") {
  const char* known = "known,2024-01-01,2024-12-31\n";
  const std::string text = GENERATE_COPY(
      std::string("holiday,2024-01-01,2024-01-01"), std::string(known) + "x",
      std::string(known) + "holiday,2024-02-30,2024-03-01",
      std::string(known) + "holiday,2024-03-02,2024-03-01",
      std::string(known) + "feast,2024-03-01,2024-03-01",
      std::string(known) + "holiday,2025-01-01,2025-01-01",
      std::string(known) +
          "holiday,2024-01-01,2024-01-01\n"
          "holiday,2024-01-01,2024-01-02");
  CHECK(absl::IsInvalidArgument(Calendar::Parse(text).status()));
}

}  // namespace
}  // namespace creditproof::workdays
