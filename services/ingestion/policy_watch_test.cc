#include "services/ingestion/policy_watch.h"

#include <catch2/catch.hpp>
#include <future>
#include <vector>

#include "libs/base/date.h"
#include "libs/base/files.h"
#include "libs/policy/decide.h"
#include "services/ingestion/first_policy.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using v1::PolicyAlert;

TEST_CASE("A policy is watched day by day past its end") {
  Bench bench;
  const std::string text = *base::ReadFile(CREDITPROOF_POLICIES_FOLDER
                                           "/heilongjiang-2024.textproto");
  const auto policy = policy::ParsePolicy(text);
  REQUIRE(ActivateFirstPolicy(*policy, bench.writer()).ok());
  // Each look at this clock is at the end of another day.
  absl::CivilDay day = *base::ParseDate(policy->end_date()) - 1;
  const base::Clock clock = [&] {
    return absl::FromCivil(++day, base::ChinaTime()) - absl::Milliseconds(1);
  };
  std::vector<PolicyAlert::Kind> told;
  std::promise<void> enough;

  const PolicyWatch watch(bench.store(), clock,
                          [&](const auto&, const PolicyAlert& alert) {
                            if (told.size() == 3) return;
                            told.push_back(alert.kind());
                            if (told.size() == 3) enough.set_value();
                          });

  enough.get_future().wait();
  CHECK(told == std::vector{PolicyAlert::KIND_ENDS_SOON,
                            PolicyAlert::KIND_ENDS_SOON,
                            PolicyAlert::KIND_ENDED_CONTINUES});
}

}  // namespace
}  // namespace creditproof::ingestion
