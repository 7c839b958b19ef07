// Listing what was released of a subject.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/report/v1/report_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/rpc/page.h"
#include "services/report_rendering/doorkeeper.h"
#include "services/report_rendering/report_store.h"

namespace creditproof::report_rendering {

// What is asked of a list. An immutable value.
struct ReportQuery {
  CreditCode code;
  absl::Time start;
  absl::Time end;
  record::v1::Scenario scenario;  // unspecified for all
  std::string scope;              // of page tokens: all of the above
  rpc::Page page;

  // Fails with INVALID_ARGUMENT (INVALID_FIELD).
  static absl::StatusOr<ReportQuery> Parse(
      const report::v1::ListReportsRequest& request);
};

// Those that the ground covers, newest first. Looks at 1000 for a page at most,
// so that a page may have fewer than asked for while there are more.
absl::StatusOr<report::v1::ListReportsResponse> ListReleased(
    const ReportStore& store, const ReportQuery& query,
    const Admitted& admitted);

}  // namespace creditproof::report_rendering
