#include "services/report_rendering/grant_check.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/report/template_text.h"
#include "services/report_rendering/issue_request.h"
#include "services/report_rendering/report_check.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::Grant;

// Of the grant, what the check calls a field of its request.
absl::Status OfGrant(const absl::Status& status) {
  if (base::ReasonOf(status) != base::Reason::REASON_INVALID_FIELD) {
    return status;
  }
  const std::pair<std::string, std::string> parts =
      absl::StrSplit(status.message(), absl::MaxSplits(": ", 1));
  return base::InvalidField(absl::StrCat("grant.", parts.first), parts.second);
}

}  // namespace

absl::Status GrantCheck::operator()(const GrantRequest& request,
                                    const access::v1::Ground& ground,
                                    absl::Time deadline) const {
  RETURN_IF_ERROR(CheckCharacters(request.grant));
  return CheckPeriod(request, ground, deadline);
}

absl::Status GrantCheck::CheckCharacters(const Grant& grant) const {
  for (const auto& [field, text] :
       {std::pair("grant.purpose", &grant.purpose()),
        std::pair("grant.receiver_id", &grant.receiver())}) {
    const report::Problems wrong =
        report::WrongCharacters(field, *text, faces_);
    if (!wrong.empty()) return base::InvalidField(field, wrong[0].text);
  }
  return absl::OkStatus();
}

// Of what is not said the policy says something that it allows.
absl::Status GrantCheck::CheckPeriod(const GrantRequest& request,
                                     const access::v1::Ground& ground,
                                     absl::Time deadline) const {
  const Grant& grant = request.grant;
  if (grant.period_start_date().empty() && grant.period_end_date().empty()) {
    return absl::OkStatus();
  }
  const IssueRequest issue =
      IssueRequest{request.code, request.request_id, {}}.Granted(grant);
  const auto leads_there = claim::ReportNumber::Make("", request.code, "", "");
  return OfGrant(
      peers_.check(leads_there, CheckFor(issue, ground), deadline).status());
}

}  // namespace creditproof::report_rendering
