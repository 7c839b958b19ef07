// The check that a report rests on.
#pragma once

#include "creditproof/access/v1/ground.pb.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "services/report_rendering/issue_request.h"
#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

// A plain one: whoever issues wants it strong.
eligibility::v1::CheckEligibilityRequest CheckFor(
    const IssueRequest& request, const access::v1::Ground& ground);

// Whether a report states what the verdict says: with the edition of 2025 also
// that there are records, but not to who may not see them.
bool MayIssue(const eligibility::v1::Verdict& verdict, const Asker& asker);

}  // namespace creditproof::report_rendering
