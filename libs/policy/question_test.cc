#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/policy/decide.h"
#include "libs/policy/policy_fixture.h"

namespace creditproof::policy {
namespace {

const absl::CivilDay kToday(2026, 5, 20);

TEST_CASE("What is not said is everything up to today") {
  const auto question = MakeQuestion(SamplePolicy(), {}, "", "", kToday);

  REQUIRE(question.ok());
  CHECK(question->areas == AllAreasList());
  CHECK(question->period_start == absl::CivilDay(2021, 1, 1));
  CHECK(question->period_end == kToday);
  CHECK(question->today == kToday);
}

TEST_CASE("Areas are sorted and named once; the period cannot be widened") {
  const auto question =
      MakeQuestion(SamplePolicy(),
                   {record::v1::AREA_TAXATION, record::v1::AREA_EDUCATION,
                    record::v1::AREA_TAXATION},
                   "2019-01-01", "2026-05-20", kToday);

  REQUIRE(question.ok());
  CHECK(question->areas ==
        std::vector{record::v1::AREA_EDUCATION, record::v1::AREA_TAXATION});
  CHECK(question->period_start == absl::CivilDay(2021, 1, 1));
}

TEST_CASE("A question that makes no sense names the field") {
  const auto [area, start, end, field] =
      GENERATE(table<int, const char*, const char*, const char*>(
          {{0, "", "", "areas"},
           {51, "", "", "areas"},
           {1, "2024-02-30", "", "period_start_date"},
           {1, "", "yesterday", "period_end_date"},
           {1, "", "2026-05-21", "period_end_date"},
           {1, "2024-01-02", "2024-01-01", "period_start_date"},
           {1, "", "2020-12-31", "period_start_date"}}));

  const auto question =
      MakeQuestion(SamplePolicy(), {static_cast<record::v1::Area>(area)}, start,
                   end, kToday);

  CHECK(base::ReasonOf(question.status()) ==
        base::Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(question.status().message(), field));
}

}  // namespace
}  // namespace creditproof::policy
