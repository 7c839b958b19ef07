#include "services/report_rendering/report_check.h"

#include "libs/record/subject_name.h"
#include "libs/report/template.h"

namespace creditproof::report_rendering {

using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::Verdict;

CheckEligibilityRequest CheckFor(const IssueRequest& request,
                                 const access::v1::Ground& ground) {
  CheckEligibilityRequest check;
  check.set_subject(record::SubjectName(request.code));
  *check.mutable_ground() = ground;
  *check.mutable_areas() = request.asked.areas();
  check.set_period_start_date(request.asked.period_start_date());
  check.set_period_end_date(request.asked.period_end_date());
  check.set_purpose(request.asked.purpose());
  check.set_for_report(true);
  check.set_findings_page_size(report::kMostRecords);
  return check;
}

bool MayIssue(const Verdict& verdict, const Asker& asker) {
  if (verdict.outcome() == Verdict::OUTCOME_ELIGIBLE) return true;
  return verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND &&
         verdict.basis().edition() == policy::v1::EDITION_WITH_OR_WITHOUT &&
         !asker.grant.has_value();
}

}  // namespace creditproof::report_rendering
