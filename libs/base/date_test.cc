#include "libs/base/date.h"

#include <catch2/catch.hpp>
#include <string>

namespace creditproof::base {
namespace {

TEST_CASE("A date of the calendar is read and written back") {
  const std::string text =
      GENERATE("2024-02-29", "2000-02-29", "1999-12-31", "0001-01-01");
  const auto day = ParseDate(text);
  REQUIRE(day.ok());
  CHECK(FormatDate(*day) == text);
}

TEST_CASE("A date that is malformed or no day of the calendar is refused") {
  const std::string text = GENERATE(
      "", "2024-2-29", "2024/02/29", "20240229", "2024-02-29 ", "+024-02-29",
      "2023-02-29", "1900-02-29", "2024-13-01", "2024-00-01", "2024-01-00",
      "2024-04-31", "0000-00-00", "２０２４-02-29");
  CAPTURE(text);
  CHECK(ParseDate(text).status().code() == absl::StatusCode::kInvalidArgument);
}

TEST_CASE("The day in China begins at 16:00 UTC") {
  const absl::Time midnight = absl::FromCivil(
      absl::CivilSecond(2024, 2, 28, 16, 0, 0), absl::UTCTimeZone());
  CHECK(ChinaDay(midnight) == absl::CivilDay(2024, 2, 29));
  CHECK(ChinaDay(midnight - absl::Nanoseconds(1)) ==
        absl::CivilDay(2024, 2, 28));
}

}  // namespace
}  // namespace creditproof::base
