#include "services/ingestion/policy_watch.h"

#include <utility>

#include "libs/base/date.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/policies.h"
#include "services/ingestion/policy_alerts.h"

namespace creditproof::ingestion {
namespace {

absl::Duration UntilNextDay(absl::Time now) {
  return absl::FromCivil(base::ChinaDay(now) + 1, base::ChinaTime()) - now;
}

}  // namespace

PolicyWatch::PolicyWatch(const kv::Store& store, base::Clock clock, Tell tell)
    : store_(store),
      clock_(std::move(clock)),
      tell_(std::move(tell)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void PolicyWatch::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const absl::Time now = clock_();
    const absl::Status status = TellAll(now);
    if (!status.ok()) {
      base::Log(base::Severity::kError, "policy_not_read",
                {{"error", status.ToString()}});
    }
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, absl::ToChronoNanoseconds(UntilNextDay(now)),
                      [] { return false; });
  }
}

absl::Status PolicyWatch::TellAll(absl::Time now) const {
  ASSIGN_OR_RETURN(const auto policy, PolicyInForce(View(store_)));
  if (!policy.has_value()) return absl::OkStatus();
  for (const auto& alert : AlertsOf(policy->policy(), base::ChinaDay(now))) {
    tell_(policy->policy(), alert);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
