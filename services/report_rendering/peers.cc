#include "services/report_rendering/peers.h"

#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "creditproof/verification/v1/registry_service.grpc.pb.h"

namespace creditproof::report_rendering {

using claim::ReportNumber;
using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::EligibilityService;
using verification::v1::GetRegisteredReportRequest;
using verification::v1::RegisteredReport;
using verification::v1::RegisterReportRequest;
using verification::v1::RegistryService;

Peers PeersOver(const rpc::Peer& eligibility_check,
                const rpc::Peer& verification) {
  Peers peers;
  peers.check = [&eligibility_check](const ReportNumber& number,
                                     const CheckEligibilityRequest& request,
                                     absl::Time deadline) {
    return eligibility_check.Call(
        number.PartitionUnder(eligibility_check.partition_count()),
        &EligibilityService::Stub::CheckEligibility, request, deadline);
  };
  peers.register_report = [&verification](const ReportNumber& number,
                                          const RegisteredReport& report,
                                          absl::Time deadline) {
    RegisterReportRequest request;
    *request.mutable_report() = report;
    return verification
        .Call(number.PartitionUnder(verification.partition_count()),
              &RegistryService::Stub::RegisterReport, request, deadline)
        .status();
  };
  peers.get_registered = [&verification](const ReportNumber& number,
                                         absl::Time deadline) {
    GetRegisteredReportRequest request;
    request.set_report_number(number.text());
    return verification.Call(
        number.PartitionUnder(verification.partition_count()),
        &RegistryService::Stub::GetRegisteredReport, request, deadline);
  };
  return peers;
}

}  // namespace creditproof::report_rendering
