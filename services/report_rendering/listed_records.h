// The records that a report lists: the findings of its verdict, all of them, in
// the page's order.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::report_rendering {

// `checked` is a check of `code` for a report, decided on `today`. Fails with
// FAILED_PRECONDITION (TOO_MANY_RECORDS), in Chinese, when a report cannot hold
// them, or with INTERNAL when they are not all there, not the subject's, not of
// the state that they are found under, or there twice.
absl::StatusOr<std::vector<report::v1::ListedRecord>> ListRecords(
    const eligibility::v1::CheckEligibilityResponse& checked,
    const CreditCode& code, absl::CivilDay today);

}  // namespace creditproof::report_rendering
