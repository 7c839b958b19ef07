// The policy in force and a candidate, side by side.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/policy/decide.h"
#include "services/eligibility_check/shared_state.h"
#include "services/eligibility_check/trial.h"
#include "services/eligibility_check/trial_report.h"

namespace creditproof::eligibility_check {

// Both policies amid one shared state, each with the question it is asked: all
// areas, the longest period.
class TrialPair {
 public:
  // Fails with FAILED_PRECONDITION (NO_POLICY).
  static absl::StatusOr<TrialPair> Make(const SharedState& shared,
                                        const policy::v1::Policy& candidate,
                                        absl::CivilDay today);

  Effect Try(const policy::Standing& standing) const;

 private:
  SharedState in_force_;
  SharedState tried_;
  policy::Question question_in_force_;
  policy::Question question_tried_;
};

// The pairs of all partitions: mostly they are one, and then nobody has to ask
// which partition a subject is in.
class TrialPairs {
 public:
  static absl::StatusOr<TrialPairs> Make(const TrialInput& input);

  std::size_t size() const { return pairs_.size(); }
  const TrialPair& operator[](std::size_t index) const { return pairs_[index]; }
  std::size_t IndexFor(absl::string_view code) const;

 private:
  explicit TrialPairs(std::uint32_t partition_count)
      : partition_count_(partition_count), by_partition_(partition_count) {}

  std::uint32_t partition_count_;
  std::vector<std::size_t> by_partition_;
  std::vector<TrialPair> pairs_;
};

}  // namespace creditproof::eligibility_check
