#include "services/eligibility_check/batch_writer.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::BatchBasis;
using eligibility::v1::BatchOther;
using eligibility::v1::Cause;
using eligibility::v1::PartitionBasis;
using google::protobuf::util::TimeUtil;

BatchOther& AddOther(std::uint32_t index,
                     BatchCheckEligibilityResponse& response) {
  BatchOther& other = *response.add_others();
  other.set_index(index);
  return other;
}

// The basis of the partitions that `policy` decided.
BatchBasis& BasisOf(const policy::v1::Policy& policy,
                    BatchCheckEligibilityResponse& response) {
  for (BatchBasis& basis : *response.mutable_bases()) {
    if (basis.policy_id() == policy.policy_id() &&
        basis.policy_version() == policy.version()) {
      return basis;
    }
  }
  BatchBasis& basis = *response.add_bases();
  basis.set_policy_id(policy.policy_id());
  basis.set_policy_version(policy.version());
  return basis;
}

}  // namespace

void MarkEligible(std::uint32_t index,
                  BatchCheckEligibilityResponse& response) {
  char& byte = (*response.mutable_eligible())[index / 8];
  byte = static_cast<char>(byte | 1 << index % 8);
}

void AddUnjudged(std::uint32_t index, base::Reason reason,
                 absl::string_view message,
                 BatchCheckEligibilityResponse& response) {
  BatchOther& other = AddOther(index, response);
  other.set_reason(reason);
  other.set_message(std::string(message));
}

void AddVerdict(std::uint32_t index, const ClassVerdict& verdict,
                BatchCheckEligibilityResponse& response) {
  BatchOther& other = AddOther(index, response);
  other.set_outcome(verdict.outcome);
  for (int kind = 0; verdict.causes >> kind != 0; ++kind) {
    if ((verdict.causes >> kind & 1) != 0) {
      other.add_causes(static_cast<Cause::Kind>(kind));
    }
  }
}

void AddDecision(std::uint32_t index, const policy::Decision& decision,
                 BatchCheckEligibilityResponse& response) {
  BatchOther& other = AddOther(index, response);
  other.set_outcome(decision.outcome);
  for (const Cause::Kind kind : decision.causes) other.add_causes(kind);
  std::sort(other.mutable_causes()->begin(), other.mutable_causes()->end());
  other.set_finding_count(static_cast<int>(decision.counting.size()));
}

void SortOthers(BatchCheckEligibilityResponse& response) {
  auto& others = *response.mutable_others();
  std::sort(others.pointer_begin(), others.pointer_end(),
            [](const BatchOther* a, const BatchOther* b) {
              return a->index() < b->index();
            });
}

void AddBasis(std::uint32_t partition, const Published& published,
              BatchCheckEligibilityResponse& response) {
  PartitionBasis& basis =
      *BasisOf(*published.shared->policy, response).add_partitions();
  basis.set_partition(partition);
  basis.set_position(published.point.position);
  *basis.mutable_data_time() = TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(published.point.data_time));
}

}  // namespace creditproof::eligibility_check
