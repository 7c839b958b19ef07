#include "services/report_rendering/issuing_errors.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/log.h"

namespace creditproof::report_rendering {

using base::Reason;

absl::Status Unfinished(const absl::Status& status) {
  return base::Error(
      absl::StatusCode::kUnavailable, Reason::REASON_PEER_UNAVAILABLE,
      absl::StrCat("nothing was lost: try again with the same request_id (",
                   status.message(), ")"),
      {{"service", "verification"}});
}

absl::Status Busy() {
  return base::Error(absl::StatusCode::kUnavailable,
                     Reason::REASON_PEER_UNAVAILABLE,
                     "nothing was lost: the same request is still under way, "
                     "try again",
                     {{"service", "report-rendering"}});
}

bool IsRefusal(const absl::Status& status) {
  return absl::IsInvalidArgument(status) ||
         absl::IsFailedPrecondition(status) ||
         absl::IsPermissionDenied(status) || absl::IsUnauthenticated(status) ||
         absl::IsUnimplemented(status);
}

absl::Status RegistryFailed(const ReportName& name,
                            const absl::Status& status) {
  if (!IsRefusal(status)) return Unfinished(status);
  base::Log(
      base::Severity::kError, "registry_refuses",
      {{"report_number", name.number.text()}, {"error", status.ToString()}});
  return absl::InternalError("the registry refuses what is asked of it");
}

absl::Status Taken(const ReportName& name) {
  return base::Error(
      absl::StatusCode::kAlreadyExists, Reason::REASON_REPORT_CONFLICT,
      absl::StrCat("another subject has the number ", name.number.text()),
      {{"number", name.number.text()}});
}

absl::Status Used(const std::string& grant_id, const ReportName& report) {
  return base::Error(
      absl::StatusCode::kPermissionDenied, Reason::REASON_GRANT_USED,
      absl::StrCat("the grant ", grant_id, " was used: DownloadReport gets ",
                   report.text(), " on it until its end"),
      {{"grant", grant_id}, {"report", report.text()}});
}

absl::Status ShowsNoRecords(const std::string& grant_id) {
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      Reason::REASON_GRANT_SHOWS_NO_RECORDS,
      absl::StrCat("the report would list records, which the grant ", grant_id,
                   " does not show: the subject issues it itself"),
      {{"grant", grant_id}});
}

absl::Status ShowsPart() {
  return base::Error(absl::StatusCode::kPermissionDenied,
                     Reason::REASON_GROUND_REFUSED,
                     "报告须列明该职责领域之外的记录，请由经营主体自行出具 the "
                     "report would list "
                     "records outside of the areas that the duty covers: the "
                     "subject issues it "
                     "itself",
                     {{"ground", "DUTY"}, {"rule", "OTHER_AREAS"}});
}

absl::Status Reused(const std::string& request_id) {
  return base::Error(
      absl::StatusCode::kAlreadyExists, Reason::REASON_REQUEST_ID_REUSED,
      absl::StrCat("this request_id asked for something else before: ",
                   request_id),
      {{"request_id", request_id}});
}

}  // namespace creditproof::report_rendering
