// What callers learn when nothing could be issued.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "services/report_rendering/report_name.h"

namespace creditproof::report_rendering {

// UNAVAILABLE: the registry's answer is unknown or of no use; the next try
// settles it.
absl::Status Unfinished(const absl::Status& status);

// UNAVAILABLE: the same request is under way already.
absl::Status Busy();

// ALREADY_EXISTS (REQUEST_ID_REUSED).
absl::Status Reused(const std::string& request_id);

// PERMISSION_DENIED (GRANT_USED): `report` was issued under it.
absl::Status Used(const std::string& grant_id, const ReportName& report);

// FAILED_PRECONDITION (GRANT_SHOWS_NO_RECORDS).
absl::Status ShowsNoRecords(const std::string& grant_id);

// PERMISSION_DENIED (GROUND_REFUSED, OTHER_AREAS): a duty does not cover all
// that the report would list.
absl::Status ShowsPart();

// ALREADY_EXISTS (REPORT_CONFLICT): the number is another subject's. The same
// client's same request_id, and codes with equal routes.
absl::Status Taken(const ReportName& name);

// True when the registry refused the call before it did anything: trying again
// would not help.
bool IsRefusal(const absl::Status& status);

// INTERNAL, and logged, for a refusal by the registry; else Unfinished.
absl::Status RegistryFailed(const ReportName& name, const absl::Status& status);

}  // namespace creditproof::report_rendering
