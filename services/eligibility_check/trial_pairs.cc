#include "services/eligibility_check/trial_pairs.h"

#include <map>
#include <string>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/partition/partition.h"
#include "services/eligibility_check/amid.h"

namespace creditproof::eligibility_check {
namespace {

// Equal for states that are.
std::string ContentOf(const SharedState& shared) {
  std::string content;
  if (shared.policy.has_value()) content = shared.policy->SerializeAsString();
  for (const auto& [id, source] : shared.sources) {
    content += source.SerializeAsString();
  }
  for (const auto& [number, kind] : shared.kinds) {
    content += kind.SerializeAsString();
  }
  return content;
}

}  // namespace

absl::StatusOr<TrialPair> TrialPair::Make(const SharedState& shared,
                                          const policy::v1::Policy& candidate,
                                          absl::CivilDay today) {
  if (!shared.policy.has_value()) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_NO_POLICY,
                       "no policy is active yet");
  }
  TrialPair pair;
  pair.in_force_ = pair.tried_ = shared;
  pair.tried_.policy = candidate;
  ASSIGN_OR_RETURN(pair.question_in_force_,
                   policy::MakeQuestion(*shared.policy, {}, "", "", today));
  ASSIGN_OR_RETURN(pair.question_tried_,
                   policy::MakeQuestion(candidate, {}, "", "", today));
  return pair;
}

Effect TrialPair::Try(const policy::Standing& standing) const {
  return Compare(DecideAmid(in_force_, standing, question_in_force_),
                 DecideAmid(tried_, standing, question_tried_));
}

absl::StatusOr<TrialPairs> TrialPairs::Make(const TrialInput& input) {
  TrialPairs pairs(input.partition_count);
  std::map<std::string, std::size_t> known;
  for (const auto& [partition, shared] : input.shared) {
    const auto [found, fresh] =
        known.emplace(ContentOf(*shared), pairs.pairs_.size());
    pairs.by_partition_[partition] = found->second;
    if (!fresh) continue;
    ASSIGN_OR_RETURN(TrialPair pair,
                     TrialPair::Make(*shared, input.candidate, input.today));
    pairs.pairs_.push_back(std::move(pair));
  }
  return pairs;
}

std::size_t TrialPairs::IndexFor(absl::string_view code) const {
  if (pairs_.size() == 1) return 0;
  return by_partition_[PartitionOf(code, partition_count_)];
}

}  // namespace creditproof::eligibility_check
