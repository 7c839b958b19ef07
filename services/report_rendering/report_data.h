// What a report says, put together from a request and its check.
#pragma once

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/templates.h"
#include "services/report_rendering/issue_request.h"
#include "services/report_rendering/report_name.h"

namespace creditproof::report_rendering {

// What the installation gives a report.
struct Assigned {
  ReportName name;
  std::uint32_t status_index;
  absl::Time issue_time;  // cut to whole seconds
  std::vector<report::v1::SignatureKind> signatures;
  const report::Templates& templates;  // one of which draws it
  bool time_stamped = false;
};

// `checked` is an answer for a report that may be issued. Fails as ListRecords
// does, or with INTERNAL when it is about another subject, other areas or
// another period than asked for, its counts are not its findings', or it has
// neither records nor a clear area: no report says less than nothing.
absl::StatusOr<report::v1::ReportData> MakeReportData(
    const IssueRequest& request, const Assigned& assigned,
    const eligibility::v1::CheckEligibilityResponse& checked);

}  // namespace creditproof::report_rendering
