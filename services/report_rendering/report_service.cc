#include "services/report_rendering/report_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/deadline.h"

namespace creditproof::report_rendering {
namespace {

using audit::v1::AuditEntry;
using base::Reason;
using google::protobuf::util::TimeUtil;
using report::v1::DownloadReportRequest;
using report::v1::DownloadReportResponse;
using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;

// The plan has the subject print its report itself.
absl::Status CheckIsSubject(const access::Access& access) {
  if (access.ground == "SUBJECT") return absl::OkStatus();
  return base::Error(absl::StatusCode::kPermissionDenied,
                     Reason::REASON_GROUND_REFUSED,
                     "only the subject itself may have its reports",
                     {{"ground", access.ground}, {"rule", "ONLY_SUBJECT"}});
}

std::string OutcomeOf(const IssueReportResponse& response) {
  if (response.has_report()) return "ISSUED";
  return eligibility::v1::Verdict::Outcome_Name(response.verdict().outcome());
}

}  // namespace

grpc::ServerUnaryReactor* ReportServiceImpl::IssueReport(
    grpc::CallbackServerContext* context, const IssueReportRequest* request,
    IssueReportResponse* response) {
  return gate_.ServeBlocking(
      "IssueReport", context, request, response,
      [this, context](const IssueReportRequest& r, const rpc::Caller& caller) {
        return Issue(r, caller, rpc::DeadlineOf(*context));
      });
}

grpc::ServerUnaryReactor* ReportServiceImpl::DownloadReport(
    grpc::CallbackServerContext* context, const DownloadReportRequest* request,
    DownloadReportResponse* response) {
  return gate_.ServeBlocking(
      "DownloadReport", context, request, response,
      [this](const DownloadReportRequest& r, const rpc::Caller& caller) {
        return Download(r, caller);
      });
}

absl::StatusOr<IssueReportResponse> ReportServiceImpl::Issue(
    const IssueReportRequest& request, const rpc::Caller& caller,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const IssueRequest issue, IssueRequest::Parse(request));
  RETURN_IF_ERROR(parts_.partitions.Locate(issue.code.text()).status());
  ASSIGN_OR_RETURN(AuditEntry look,
                   Admit(issue.code, request.ground(), caller));

  ASSIGN_OR_RETURN(IssueReportResponse response,
                   parts_.issuer.Issue(issue, {std::string(caller.name()),
                                               request.ground(), deadline}));

  look.set_method("IssueReport");
  look.set_purpose(request.purpose());
  look.set_outcome(OutcomeOf(response));
  RETURN_IF_ERROR(Audit(std::move(look)));
  return response;
}

absl::StatusOr<DownloadReportResponse> ReportServiceImpl::Download(
    const DownloadReportRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const ReportName name, ReportName::Parse(request.name()));
  RETURN_IF_ERROR(parts_.partitions.Locate(name.code.text()).status());
  ASSIGN_OR_RETURN(AuditEntry look, Admit(name.code, request.ground(), caller));

  ASSIGN_OR_RETURN(IssueReportResponse issued, parts_.store.Released(name));

  look.set_method("DownloadReport");
  look.set_outcome("DOWNLOADED");
  RETURN_IF_ERROR(Audit(std::move(look)));
  DownloadReportResponse response;
  *response.mutable_report() = std::move(*issued.mutable_report());
  response.set_pdf(std::move(*issued.mutable_pdf()));
  return response;
}

// The look that is admitted, for the audit trail.
absl::StatusOr<AuditEntry> ReportServiceImpl::Admit(
    const CreditCode& code, const access::v1::Ground& ground,
    const rpc::Caller& caller) const {
  const absl::Time now = clock_();
  ASSIGN_OR_RETURN(
      const access::Access access,
      parts_.judge.Admit(ground, {caller.names, code.text(), now}));
  RETURN_IF_ERROR(CheckIsSubject(access));
  AuditEntry look;
  *look.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  look.set_client(std::string(caller.name()));
  look.set_actor(access.actor);
  look.set_ground(access.ground);
  look.set_subject(code.text());
  return look;
}

// On disk before anything is answered.
absl::Status ReportServiceImpl::Audit(AuditEntry look) {
  return parts_.trail.WaitDurable(parts_.trail.Add(std::move(look)));
}

}  // namespace creditproof::report_rendering
