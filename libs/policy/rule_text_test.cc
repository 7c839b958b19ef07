#include <catch2/catch.hpp>

#include "libs/policy/decide.h"

namespace creditproof::policy {
namespace {

using eligibility::v1::Cause;

TEST_CASE("Each rule has a sentence for what counts and another for what not") {
  for (const absl::string_view rule :
       {"counting_kinds", "declared_kind", "area_scope",
        "removed_listing_counts", "expired_publicity_counts", "objected_counts",
        "warning_counts", "simple_procedure_counts"}) {
    CHECK_FALSE(RuleText(rule, true).empty());
    CHECK_FALSE(RuleText(rule, false).empty());
    CHECK(RuleText(rule, true) != RuleText(rule, false));
  }
  for (const absl::string_view excuse : {"state", "period"}) {
    CHECK(RuleText(excuse, true).empty());
    CHECK_FALSE(RuleText(excuse, false).empty());
  }
  CHECK(RuleText("none of ours", true).empty());
}

TEST_CASE("Every condition has a sentence for each of its states") {
  using State = Condition::State;
  for (int number = 1; number <= Cause::Kind_MAX; ++number) {
    const auto kind = static_cast<Cause::Kind>(number);
    CHECK_FALSE(ConditionText({kind, State::kClear}).empty());
    CHECK_FALSE(ConditionText({kind, State::kNotExamined}).empty());
    CHECK(ConditionText({kind, State::kInTheWay}) !=
          ConditionText({kind, State::kClear}));
  }
}

}  // namespace
}  // namespace creditproof::policy
