#include "services/verification/registry_service.h"

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"
#include "libs/rpc/deadline.h"
#include "services/verification/served_number.h"

namespace creditproof::verification {

using v1::GetRegisteredReportRequest;
using v1::RegisteredReport;
using v1::RegisterReportRequest;

grpc::ServerUnaryReactor* RegistryServiceImpl::RegisterReport(
    grpc::CallbackServerContext* context, const RegisterReportRequest* request,
    RegisteredReport* response) {
  return gate_.ServeBlocking(
      "RegisterReport", context, request, response,
      [this, context](const RegisterReportRequest& r, const rpc::Caller&) {
        return Register(r, rpc::DeadlineOf(*context));
      });
}

grpc::ServerUnaryReactor* RegistryServiceImpl::GetRegisteredReport(
    grpc::CallbackServerContext* context,
    const GetRegisteredReportRequest* request, RegisteredReport* response) {
  return gate_.Serve("GetRegisteredReport", context, request, response,
                     [this](const GetRegisteredReportRequest& r,
                            const rpc::Caller&) { return Get(r); });
}

absl::StatusOr<RegisteredReport> RegistryServiceImpl::Register(
    const RegisterReportRequest& request, absl::Time deadline) {
  ASSIGN_OR_RETURN(const ProvenReport report,
                   Prove(request.report(), parts_.keys()->claims));
  ASSIGN_OR_RETURN(const std::uint32_t partition,
                   parts_.partitions.Locate(report.code.text()));
  if (report.data.partition() != partition) {
    return base::InvalidField("report.report_data",
                              "names another partition than its subject's");
  }
  RETURN_IF_ERROR(CatchUp(partition, report.data.position(), deadline));
  // Asked after the wait: time and keys are those of the registration.
  return parts_.registry.Register(report, parts_.keys()->history,
                                  parts_.clock());
}

// Follows up to the log head of now, so that nothing acknowledged before this
// call is missed.
absl::Status RegistryServiceImpl::CatchUp(std::uint32_t partition,
                                          std::uint64_t position,
                                          absl::Time deadline) {
  ASSIGN_OR_RETURN(
      const std::uint64_t head,
      changelog::StrongPosition(parts_.changes.progress(), parts_.heads,
                                partition, deadline));
  if (position > head) {
    return base::InvalidField("report.report_data",
                              "its position lies past the end of the log");
  }
  return parts_.changes.progress().WaitFor(partition, head, deadline);
}

absl::StatusOr<RegisteredReport> RegistryServiceImpl::Get(
    const GetRegisteredReportRequest& request) const {
  const absl::StatusOr<claim::ReportNumber> number =
      claim::ReportNumber::Parse(request.report_number());
  if (!number.ok()) {
    return base::InvalidField("report_number", number.status().message());
  }
  RETURN_IF_ERROR(CheckServed(*number, parts_.partitions));
  return parts_.registry.Find(*number);
}

}  // namespace creditproof::verification
