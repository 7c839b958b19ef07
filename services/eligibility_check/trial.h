// A candidate policy, tried on every subject.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/kv/store.h"
#include "services/eligibility_check/shared_state.h"
#include "services/eligibility_check/trial_report.h"

namespace creditproof::eligibility_check {

// What a trial starts from.
struct TrialInput {
  const kv::Store& store;

  // What concerns everybody, in each partition that the store holds.
  std::map<std::uint32_t, std::shared_ptr<const SharedState>> shared;
  std::uint32_t partition_count;

  policy::v1::Policy candidate;
  absl::CivilDay today;
  std::size_t sample_size;
};

// Told at once and then every now and then; false to give up.
using TrialObserver =
    absl::FunctionRef<bool(std::int64_t done, std::int64_t total)>;

// Decides on every subject of a snapshot of the store by the policy in force
// and by the candidate, on threads that give way to all others. What the shared
// state says may be of a moment before: both policies see the same of it. Fails
// with FAILED_PRECONDITION (NO_POLICY), DATA_LOSS (STORE_CORRUPT), or CANCELLED
// when the observer gives up.
absl::StatusOr<TrialTally> TryOnAll(const TrialInput& input,
                                    TrialObserver observe);

}  // namespace creditproof::eligibility_check
