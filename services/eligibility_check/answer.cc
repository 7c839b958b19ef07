#include "services/eligibility_check/answer.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/eligibility_check/amid.h"
#include "services/eligibility_check/verdict_writer.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::CheckEligibilityRequest;

bool IsForSource(const policy::Decision& decision) {
  return std::any_of(
      decision.causes.begin(), decision.causes.end(), [](Cause::Kind cause) {
        return cause == Cause::KIND_HELD || cause == Cause::KIND_MISMATCH ||
               cause == Cause::KIND_SILENT_SOURCE;
      });
}

std::vector<record::v1::Area> AreasOf(const CheckEligibilityRequest& request) {
  std::vector<record::v1::Area> areas;
  for (const int area : request.areas()) {
    areas.push_back(static_cast<record::v1::Area>(area));
  }
  return areas;
}

}  // namespace

void Answer::Write(std::uint32_t partition, absl::Time now,
                   eligibility::v1::Verdict& verdict) const {
  WriteVerdict(view, partition, question, decision, now, verdict);
  for (std::string& condition : policy::ConditionsOf(scenario)) {
    verdict.add_conditions(std::move(condition));
  }
}

Answered Answer::ToAudit() const {
  const policy::v1::Policy& policy = *view.shared->policy;
  return {OutcomeText(decision.outcome), view.point.position,
          policy.policy_id(), policy.version()};
}

bool Answer::NeedsFindings(const access::Access& access) const {
  return access.may_see_findings &&
         !(decision.counting.empty() && decision.repaired.empty());
}

bool Answer::NeedsSources(const access::Access& access) const {
  return IsForSource(decision) && access.may_see_findings &&
         view.shared->policy->hold_source_shown();
}

absl::StatusOr<Answer> DecideOn(const CheckEligibilityRequest& request,
                                absl::Time now, View view) {
  const SharedState& shared = *view.shared;
  if (!shared.policy.has_value()) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_NO_POLICY,
                       "no policy is active yet");
  }
  ASSIGN_OR_RETURN(
      policy::Question question,
      policy::MakeQuestion(*shared.policy, AreasOf(request),
                           request.period_start_date(),
                           request.period_end_date(), base::ChinaDay(now)));
  policy::Decision decision = DecideAmid(shared, view.standing, question);
  // Moving a vector keeps its elements where they are, and so the facts that
  // the decision points to.
  return Answer{std::move(view), std::move(question), std::move(decision),
                request.scenario()};
}

}  // namespace creditproof::eligibility_check
