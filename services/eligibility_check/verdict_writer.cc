#include "services/eligibility_check/verdict_writer.h"

#include <google/protobuf/util/time_util.h>

#include "libs/base/date.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::Basis;
using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using google::protobuf::Timestamp;

Timestamp ToTimestamp(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(time));
}

void WriteBasis(const View& view, std::uint32_t partition, absl::Time now,
                Basis& basis) {
  const policy::v1::Policy& policy = *view.shared->policy;
  basis.set_policy_id(policy.policy_id());
  basis.set_policy_version(policy.version());
  basis.set_edition(policy.edition());
  basis.set_partition(partition);
  basis.set_position(view.point.position);
  *basis.mutable_data_time() = ToTimestamp(view.point.data_time);
  *basis.mutable_decision_time() = ToTimestamp(now);
}

}  // namespace

void WriteVerdict(const View& view, std::uint32_t partition,
                  const policy::Question& question,
                  const policy::Decision& decision, absl::Time now,
                  Verdict& verdict) {
  verdict.set_outcome(decision.outcome);
  for (const Cause::Kind kind : decision.causes) {
    Cause& cause = *verdict.add_causes();
    cause.set_kind(kind);
    cause.set_message(std::string(policy::CauseText(kind)));
  }
  verdict.set_finding_count(static_cast<int>(decision.counting.size()));
  verdict.set_repaired_count(static_cast<int>(decision.repaired.size()));
  verdict.mutable_areas()->Assign(question.areas.begin(), question.areas.end());
  verdict.mutable_uncovered_areas()->Assign(decision.uncovered_areas.begin(),
                                            decision.uncovered_areas.end());
  verdict.set_period_start_date(base::FormatDate(
      policy::StatedStart(*view.shared->policy, view.standing, question)));
  verdict.set_period_end_date(base::FormatDate(question.period_end));
  WriteBasis(view, partition, now, *verdict.mutable_basis());
}

absl::string_view OutcomeText(Verdict::Outcome outcome) {
  constexpr absl::string_view kPrefix = "OUTCOME_";
  return absl::string_view(Verdict::Outcome_Name(outcome))
      .substr(kPrefix.size());
}

}  // namespace creditproof::eligibility_check
