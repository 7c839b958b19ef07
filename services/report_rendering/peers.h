// What report-rendering asks of other services.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "creditproof/verification/v1/registry_service.pb.h"
#include "libs/claim/report_number.h"
#include "libs/rpc/client.h"

namespace creditproof::report_rendering {

// Calls about the report `number`, to the instances of its partition, each with
// a deadline. Thread-safe.
struct Peers {
  // EligibilityService.CheckEligibility.
  std::function<absl::StatusOr<eligibility::v1::CheckEligibilityResponse>(
      const claim::ReportNumber& number,
      const eligibility::v1::CheckEligibilityRequest& request,
      absl::Time deadline)>
      check;

  // RegistryService.RegisterReport.
  std::function<absl::Status(const claim::ReportNumber& number,
                             const verification::v1::RegisteredReport& report,
                             absl::Time deadline)>
      register_report;

  // RegistryService.GetRegisteredReport.
  std::function<absl::StatusOr<verification::v1::RegisteredReport>(
      const claim::ReportNumber& number, absl::Time deadline)>
      get_registered;
};

// Both must outlive the result.
Peers PeersOver(const rpc::Peer& eligibility_check,
                const rpc::Peer& verification);

}  // namespace creditproof::report_rendering
