#include "services/report_rendering/report_service.h"

#include <algorithm>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/deadline.h"
#include "services/report_rendering/attached_data.h"
#include "services/report_rendering/report_list.h"

namespace creditproof::report_rendering {
namespace {

using access::v1::Ground;
using base::Reason;
using google::api::HttpBody;
using report::v1::DownloadReportRequest;
using report::v1::DownloadReportResponse;
using report::v1::GetReportDataRequest;
using report::v1::GetReportDataResponse;
using report::v1::GetReportRequest;
using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;
using report::v1::ListReportsRequest;
using report::v1::ListReportsResponse;
using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReadReportFileRequest;
using report::v1::Report;

constexpr std::size_t kPieceBytes = 64 * 1024;

// The smallest of a certificate's names, so that the order of names in a
// renewed certificate does not change which request is the same.
std::string NameForNumbers(const rpc::Caller& caller) {
  return *std::min_element(caller.names.begin(), caller.names.end());
}

std::string CodeOf(const absl::Status& status) {
  return absl::StatusCodeToString(status.code());
}

std::string OutcomeOf(const absl::StatusOr<IssueReportResponse>& answer) {
  const Reason reason = base::ReasonOf(answer.status());
  if (reason == Reason::REASON_GRANT_USED) return "GRANT_USED";
  if (reason == Reason::REASON_GROUND_REFUSED) return "GROUND_REFUSED";
  if (!answer.ok()) return CodeOf(answer.status());
  if (answer->has_report()) return "ISSUED";
  return eligibility::v1::Verdict::Outcome_Name(answer->verdict().outcome());
}

// Of a grant, its code is for nobody but us.
Ground ForTheCheck(Ground ground) {
  if (ground.has_grant()) ground.mutable_grant()->clear_code();
  return ground;
}

// What a report would be about that is asked for.
Report Asked(const IssueRequest& issue) {
  Report report;
  report.set_scenario(issue.asked.scenario());
  *report.mutable_areas() = issue.asked.areas();
  return report;
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
        return Fetch<DownloadReportResponse>(
            "DownloadReport", "DOWNLOADED", r, caller,
            [this](const ReportName& name,
                   const Report&) -> absl::StatusOr<DownloadReportResponse> {
              ASSIGN_OR_RETURN(IssueReportResponse issued,
                               parts_.store.Released(name));
              DownloadReportResponse answer;
              *answer.mutable_report() = std::move(*issued.mutable_report());
              answer.set_pdf(std::move(*issued.mutable_pdf()));
              return answer;
            });
      });
}

grpc::ServerWriteReactor<HttpBody>* ReportServiceImpl::ReadReportFile(
    grpc::CallbackServerContext* context,
    const ReadReportFileRequest* request) {
  return files_.ServeWriter<HttpBody>(
      "ReadReportFile", context, request,
      [this](const ReadReportFileRequest& r,
             rpc::ServerWriter<HttpBody>& writer,
             const rpc::Caller& caller) { return Send(r, writer, caller); });
}

grpc::ServerUnaryReactor* ReportServiceImpl::GetReport(
    grpc::CallbackServerContext* context, const GetReportRequest* request,
    Report* response) {
  return gate_.ServeBlocking(
      "GetReport", context, request, response,
      [this](const GetReportRequest& r, const rpc::Caller& caller) {
        return Fetch<Report>("GetReport", "TOLD", r, caller,
                             [](const ReportName&, const Report& report) {
                               return absl::StatusOr<Report>(report);
                             });
      });
}

grpc::ServerUnaryReactor* ReportServiceImpl::GetReportData(
    grpc::CallbackServerContext* context, const GetReportDataRequest* request,
    GetReportDataResponse* response) {
  return gate_.ServeBlocking(
      "GetReportData", context, request, response,
      [this](const GetReportDataRequest& r, const rpc::Caller& caller) {
        return Fetch<GetReportDataResponse>(
            "GetReportData", "DOWNLOADED", r, caller,
            [this](const ReportName& name,
                   const Report&) -> absl::StatusOr<GetReportDataResponse> {
              ASSIGN_OR_RETURN(const IssueReportResponse issued,
                               parts_.store.Released(name));
              GetReportDataResponse answer;
              ASSIGN_OR_RETURN(*answer.mutable_report_data(),
                               AttachedBytes(issued.pdf()));
              ASSIGN_OR_RETURN(*answer.mutable_json(),
                               JsonOf(answer.report_data()));
              return answer;
            });
      });
}

grpc::ServerUnaryReactor* ReportServiceImpl::ListReports(
    grpc::CallbackServerContext* context, const ListReportsRequest* request,
    ListReportsResponse* response) {
  return gate_.ServeBlocking(
      "ListReports", context, request, response,
      [this](const ListReportsRequest& r, const rpc::Caller& caller) {
        return List(r, caller);
      });
}

absl::StatusOr<IssueReportResponse> ReportServiceImpl::Issue(
    const IssueReportRequest& request, const rpc::Caller& caller,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(IssueRequest issue, IssueRequest::Parse(request));
  RETURN_IF_ERROR(parts_.partitions.Locate(issue.code.text()).status());
  ASSIGN_OR_RETURN(
      Admitted admitted,
      parts_.door.Admit("IssueReport", issue.code, request.ground(), caller));
  if (admitted.grant.has_value()) issue = issue.Granted(*admitted.grant);

  const absl::StatusOr<IssueReportResponse> answer =
      IssueAdmitted(issue, request.ground(), admitted, caller, deadline);

  audit::v1::AuditEntry& look = admitted.look;
  look.set_scenario(issue.asked.scenario());
  look.set_purpose(issue.asked.purpose());
  if (answer.ok()) look.set_report_number(answer->report().report_number());
  RETURN_IF_ERROR(
      parts_.door.Note(std::move(look), OutcomeOf(answer), answer.ok()));
  return answer;
}

absl::StatusOr<IssueReportResponse> ReportServiceImpl::IssueAdmitted(
    const IssueRequest& issue, const Ground& ground, const Admitted& admitted,
    const rpc::Caller& caller, absl::Time deadline) {
  RETURN_IF_ERROR(admitted.CheckCovers(Asked(issue)));
  RETURN_IF_ERROR(CheckReplaces(issue, admitted));
  Asker asker{NameForNumbers(caller), ForTheCheck(ground), deadline};
  if (admitted.grant.has_value()) {
    ASSIGN_OR_RETURN(asker.grant, GrantName::Parse(admitted.grant->name()));
  }
  absl::StatusOr<IssueReportResponse> answer =
      parts_.issuer.Issue(issue, asker);
  RETURN_IF_ERROR(answer.status());
  RETURN_IF_ERROR(CheckStillGranted(admitted));
  return answer;
}

absl::StatusOr<PreviewReportResponse> ReportServiceImpl::Preview(
    const PreviewReportRequest& request, const rpc::Caller& caller,
    absl::Time deadline) {
  ASSIGN_OR_RETURN(const IssueRequest issue, Previewer::Parse(request));
  RETURN_IF_ERROR(parts_.partitions.Locate(issue.code.text()).status());
  ASSIGN_OR_RETURN(Admitted admitted,
                   parts_.door.AdmitSubject("PreviewReport", issue.code,
                                            request.ground(), caller));

  absl::StatusOr<PreviewReportResponse> answer = parts_.previewer.Preview(
      request, {NameForNumbers(caller), request.ground(), deadline, {}});

  audit::v1::AuditEntry& look = admitted.look;
  look.set_scenario(request.scenario());
  look.set_purpose(request.purpose());
  const std::string outcome =
      answer.ok()
          ? eligibility::v1::Verdict::Outcome_Name(answer->verdict().outcome())
          : CodeOf(answer.status());
  RETURN_IF_ERROR(parts_.door.Note(std::move(look), outcome, answer.ok()));
  return answer;
}

// Else anybody with a ground could have the subject's report refused elsewhere.
absl::Status ReportServiceImpl::CheckReplaces(const IssueRequest& issue,
                                              const Admitted& admitted) const {
  const std::string& replaces = issue.asked.replaces();
  if (replaces.empty()) return absl::OkStatus();
  if (admitted.access.ground != "SUBJECT") {
    return base::InvalidField("replaces",
                              "is the subject's alone: leave it out");
  }
  ASSIGN_OR_RETURN(claim::ReportNumber number,
                   claim::ReportNumber::Parse(replaces));
  return parts_.store.Describe({issue.code, std::move(number)}).status();
}

// What was revoked meanwhile hands nothing out.
absl::Status ReportServiceImpl::CheckStillGranted(
    const Admitted& admitted) const {
  if (!admitted.grant.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const GrantName name,
                   GrantName::Parse(admitted.grant->name()));
  return parts_.grants.CheckNotRevoked(name);
}

template <typename Response, typename Request, typename Read>
absl::StatusOr<Response> ReportServiceImpl::Fetch(const char* method,
                                                  const char* outcome,
                                                  const Request& request,
                                                  const rpc::Caller& caller,
                                                  Read read) {
  ASSIGN_OR_RETURN(const ReportName name, ReportName::Parse(request.name()));
  RETURN_IF_ERROR(parts_.partitions.Locate(name.code.text()).status());
  ASSIGN_OR_RETURN(
      Admitted admitted,
      parts_.door.Admit(method, name.code, request.ground(), caller));

  const absl::StatusOr<Report> report = Find(name, admitted);
  absl::StatusOr<Response> answer =
      report.ok() ? read(name, *report)
                  : absl::StatusOr<Response>(report.status());

  admitted.look.set_report_number(name.number.text());
  RETURN_IF_ERROR(parts_.door.Note(
      std::move(admitted.look), answer.ok() ? outcome : CodeOf(answer.status()),
      answer.ok()));
  return answer;
}

// Written down before the first piece leaves.
absl::Status ReportServiceImpl::Send(const ReadReportFileRequest& request,
                                     rpc::ServerWriter<HttpBody>& writer,
                                     const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(
      const std::string pdf,
      Fetch<std::string>("ReadReportFile", "DOWNLOADED", request, caller,
                         [this](const ReportName& name,
                                const Report&) -> absl::StatusOr<std::string> {
                           ASSIGN_OR_RETURN(IssueReportResponse issued,
                                            parts_.store.Released(name));
                           return std::move(*issued.mutable_pdf());
                         }));
  HttpBody piece;
  piece.set_content_type("application/pdf");
  for (std::size_t sent = 0; sent < pdf.size(); sent += kPieceBytes) {
    piece.set_data(pdf.substr(sent, kPieceBytes));
    if (!writer.Write(piece))
      return absl::CancelledError("the client has gone");
    piece.clear_content_type();
  }
  return absl::OkStatus();
}

// The released report, if the ground covers it; of a grant only its own.
absl::StatusOr<Report> ReportServiceImpl::Find(const ReportName& name,
                                               const Admitted& admitted) const {
  if (admitted.grant.has_value()) {
    ASSIGN_OR_RETURN(const GrantName grant,
                     GrantName::Parse(admitted.grant->name()));
    if (parts_.grants.ReportOf(grant).number != name.number) {
      return base::Error(absl::StatusCode::kPermissionDenied,
                         Reason::REASON_GROUND_REFUSED,
                         "the report was not issued under this grant",
                         {{"ground", "GRANT"}, {"rule", "OTHER_REPORT"}});
    }
  }
  ASSIGN_OR_RETURN(Report report, parts_.store.Describe(name));
  RETURN_IF_ERROR(admitted.CheckCovers(report));
  return report;
}

absl::StatusOr<ListReportsResponse> ReportServiceImpl::List(
    const ListReportsRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const ReportQuery query, ReportQuery::Parse(request));
  RETURN_IF_ERROR(parts_.partitions.Locate(query.code.text()).status());
  ASSIGN_OR_RETURN(
      Admitted admitted,
      parts_.door.Admit("ListReports", query.code, request.ground(), caller));
  absl::StatusOr<ListReportsResponse> answer =
      admitted.grant.has_value()
          ? base::Error(absl::StatusCode::kPermissionDenied,
                        Reason::REASON_GROUND_REFUSED,
                        "a grant is for its own report",
                        {{"ground", "GRANT"}, {"rule", "OTHER_REPORT"}})
          : ListReleased(parts_.store, query, admitted);
  admitted.look.set_scenario(request.scenario());
  RETURN_IF_ERROR(parts_.door.Note(
      std::move(admitted.look),
      answer.ok() ? "LISTED" : CodeOf(answer.status()), answer.ok()));
  return answer;
}

}  // namespace creditproof::report_rendering
