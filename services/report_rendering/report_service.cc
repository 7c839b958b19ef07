#include "services/report_rendering/report_service.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <utility>

#include "libs/access/ground_name.h"
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
using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;

// The plan has the subject print its report itself.
absl::StatusOr<access::Access> CheckIsSubject(access::Access access) {
  if (access.ground == "SUBJECT") return access;
  return base::Error(absl::StatusCode::kPermissionDenied,
                     Reason::REASON_GROUND_REFUSED,
                     "only the subject itself may have its reports",
                     {{"ground", access.ground}, {"rule", "ONLY_SUBJECT"}});
}

// The smallest of a certificate's names, so that the order of names in a
// renewed certificate does not change which request is the same.
std::string NameForNumbers(const rpc::Caller& caller) {
  return *std::min_element(caller.names.begin(), caller.names.end());
}

std::string CodeOf(const absl::Status& status) {
  return absl::StatusCodeToString(status.code());
}

std::string OutcomeOf(const absl::StatusOr<IssueReportResponse>& answer) {
  if (!answer.ok()) return CodeOf(answer.status());
  if (answer->has_report()) return "ISSUED";
  return eligibility::v1::Verdict::Outcome_Name(answer->verdict().outcome());
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

grpc::ServerUnaryReactor* ReportServiceImpl::PreviewReport(
    grpc::CallbackServerContext* context, const PreviewReportRequest* request,
    PreviewReportResponse* response) {
  return gate_.ServeBlocking("PreviewReport", context, request, response,
                             [this, context](const PreviewReportRequest& r,
                                             const rpc::Caller& caller) {
                               return Preview(r, caller,
                                              rpc::DeadlineOf(*context));
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
                   Admit("IssueReport", issue.code, request.ground(), caller));

  absl::StatusOr<IssueReportResponse> answer = parts_.issuer.Issue(
      issue, {NameForNumbers(caller), request.ground(), deadline});

  look.set_scenario(request.scenario());
  look.set_purpose(request.purpose());
  look.set_outcome(OutcomeOf(answer));
  if (answer.ok()) look.set_report_number(answer->report().report_number());
  RETURN_IF_ERROR(Audit(std::move(look), answer.ok()));
  return answer;
}

absl::StatusOr<PreviewReportResponse> ReportServiceImpl::Preview(
    const PreviewReportRequest& request, const rpc::Caller& caller,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const IssueRequest issue, Previewer::Parse(request));
  RETURN_IF_ERROR(parts_.partitions.Locate(issue.code.text()).status());
  ASSIGN_OR_RETURN(AuditEntry look, Admit("PreviewReport", issue.code,
                                          request.ground(), caller));

  absl::StatusOr<PreviewReportResponse> answer = parts_.previewer.Preview(
      request, {NameForNumbers(caller), request.ground(), deadline});

  look.set_scenario(request.scenario());
  look.set_purpose(request.purpose());
  look.set_outcome(answer.ok() ? eligibility::v1::Verdict::Outcome_Name(
                                     answer->verdict().outcome())
                               : CodeOf(answer.status()));
  RETURN_IF_ERROR(Audit(std::move(look), answer.ok()));
  return answer;
}

absl::StatusOr<DownloadReportResponse> ReportServiceImpl::Download(
    const DownloadReportRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const ReportName name, ReportName::Parse(request.name()));
  RETURN_IF_ERROR(parts_.partitions.Locate(name.code.text()).status());
  ASSIGN_OR_RETURN(AuditEntry look, Admit("DownloadReport", name.code,
                                          request.ground(), caller));

  absl::StatusOr<IssueReportResponse> issued = parts_.store.Released(name);

  look.set_report_number(name.number.text());
  look.set_outcome(issued.ok() ? "DOWNLOADED" : CodeOf(issued.status()));
  RETURN_IF_ERROR(Audit(std::move(look), issued.ok()));
  RETURN_IF_ERROR(issued.status());
  DownloadReportResponse response;
  *response.mutable_report() = std::move(*issued->mutable_report());
  response.set_pdf(std::move(*issued->mutable_pdf()));
  return response;
}

absl::StatusOr<access::Access> ReportServiceImpl::AdmitSubject(
    const access::v1::Ground& ground, const access::Look& look) const {
  ASSIGN_OR_RETURN(access::Access access, parts_.judge.Admit(ground, look));
  return CheckIsSubject(std::move(access));
}

// The look that is admitted, for the audit trail; one that is not is noted.
absl::StatusOr<AuditEntry> ReportServiceImpl::Admit(
    const std::string& method, const CreditCode& code,
    const access::v1::Ground& ground, const rpc::Caller& caller) const {
  const absl::Time now = clock_();
  AuditEntry look;
  *look.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  look.set_client(std::string(caller.name()));
  look.set_ground(std::string(access::GroundName(ground)));
  look.set_method(method);
  look.set_subject(code.text());
  const absl::StatusOr<access::Access> access =
      AdmitSubject(ground, {caller.names, code.text(), now});
  if (!access.ok()) {
    look.set_outcome("GROUND_REFUSED");
    parts_.trail.Add(std::move(look));
    return access.status();
  }
  look.set_actor(access->actor);
  return look;
}

// On disk before anything of a subject is answered; errors tell nothing of it.
absl::Status ReportServiceImpl::Audit(AuditEntry look, bool tells) {
  const std::uint64_t sequence = parts_.trail.Add(std::move(look));
  return tells ? parts_.trail.WaitDurable(sequence) : absl::OkStatus();
}

}  // namespace creditproof::report_rendering
