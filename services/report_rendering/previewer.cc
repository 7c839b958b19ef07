#include "services/report_rendering/previewer.h"

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/claim/report_number.h"
#include "services/report_rendering/report_check.h"
#include "services/report_rendering/report_data.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::IssueReportRequest;
using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReportData;

// Stands where a request to issue has an id of its own; nobody sees it.
constexpr char kNoRequestId[] = "00000000-0000-0000-0000-000000000000";

// Leads calls to the subject's partition, and is on no page.
ReportName NoName(const IssueRequest& request) {
  return {request.code, claim::ReportNumber::Make("", request.code, "", "")};
}

}  // namespace

Previewer::Previewer(Peers peers, const report::Templates& templates,
                     DrawPreview draw, base::Clock clock)
    : peers_(std::move(peers)),
      templates_(templates),
      draw_(std::move(draw)),
      clock_(std::move(clock)) {}

absl::StatusOr<IssueRequest> Previewer::Parse(
    const PreviewReportRequest& request) {
  IssueReportRequest issue;
  issue.set_parent(request.parent());
  issue.set_request_id(kNoRequestId);
  *issue.mutable_ground() = request.ground();
  issue.set_scenario(request.scenario());
  *issue.mutable_areas() = request.areas();
  issue.set_period_start_date(request.period_start_date());
  issue.set_period_end_date(request.period_end_date());
  issue.set_purpose(request.purpose());
  issue.set_receiver(request.receiver());
  return IssueRequest::Parse(issue);
}

absl::StatusOr<PreviewReportResponse> Previewer::Preview(
    const PreviewReportRequest& request, const Asker& asker) const {
  ASSIGN_OR_RETURN(const IssueRequest issue, Parse(request));
  const ReportName name = NoName(issue);
  ASSIGN_OR_RETURN(
      const auto checked,
      peers_.check(name.number, CheckFor(issue, asker.ground), asker.deadline));
  PreviewReportResponse response;
  *response.mutable_verdict() = checked.verdict();
  if (!MayIssue(checked.verdict(), asker)) return response;
  ASSIGN_OR_RETURN(
      ReportData data,
      MakeReportData(issue, {name, 0, clock_(), {}, templates_}, checked));
  data.clear_report_number();
  ASSIGN_OR_RETURN(*response.mutable_pdf(), draw_(data));
  return response;
}

}  // namespace creditproof::report_rendering
