#include "services/verification/presentation_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>

#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "services/verification/served_number.h"

namespace creditproof::verification {
namespace {

using google::protobuf::util::TimeUtil;
using v1::GetPresentationsRequest;

absl::StatusOr<claim::ReportNumber> NumberIn(
    const GetPresentationsRequest& request) {
  absl::StatusOr<claim::ReportNumber> number =
      claim::ReportNumber::Parse(request.report_number());
  if (number.ok()) return number;
  return base::InvalidField("report_number", number.status().message());
}

// Whose a number is that no report has: no credit code, so that every ground is
// refused as it is for another's report.
constexpr absl::string_view kNobody = "-";

absl::Status OnlySubject(const access::v1::Ground& ground) {
  return base::Error(
      absl::StatusCode::kPermissionDenied, base::Reason::REASON_GROUND_REFUSED,
      "only the report's own subject learns how often it was "
      "presented",
      {{"ground", access::GroundName(ground)}, {"rule", "ONLY_SUBJECT"}});
}

}  // namespace

grpc::ServerUnaryReactor* PresentationServiceImpl::GetPresentations(
    grpc::CallbackServerContext* context,
    const GetPresentationsRequest* request, v1::Presentations* response) {
  return gate_.ServeBlocking(
      "GetPresentations", context, request, response,
      [this](const GetPresentationsRequest& r, const rpc::Caller& caller) {
        return Get(r, caller);
      });
}

absl::StatusOr<v1::Presentations> PresentationServiceImpl::Get(
    const GetPresentationsRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const claim::ReportNumber number, NumberIn(request));
  RETURN_IF_ERROR(CheckServed(number, parts_.partitions));
  ASSIGN_OR_RETURN(const std::string subject, SubjectOf(number));
  const bool is_report = subject != kNobody;
  const absl::Time now = parts_.clock();
  const absl::StatusOr<std::string> actor =
      Admit(request, subject, caller, now);

  audit::v1::AuditEntry look;
  *look.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  look.set_client(std::string(caller.name()));
  look.set_ground(std::string(access::GroundName(request.ground())));
  look.set_method("GetPresentations");
  if (is_report) look.set_subject(subject);
  look.set_report_number(number.text());
  look.set_actor(actor.value_or(""));
  const absl::string_view outcome =
      actor.ok() ? "TOLD" : access::OutcomeOf(actor.status());
  look.set_outcome(std::string(is_report ? outcome : "REPORT_NOT_FOUND"));
  const std::uint64_t sequence = parts_.trail.Add(look);
  RETURN_IF_ERROR(actor.status());
  RETURN_IF_ERROR(parts_.trail.WaitDurable(sequence));
  return parts_.presentations.Of(number);
}

absl::StatusOr<std::string> PresentationServiceImpl::SubjectOf(
    const claim::ReportNumber& number) const {
  const absl::StatusOr<v1::RegisteredReport> report =
      parts_.registry.Find(number);
  if (absl::IsNotFound(report.status())) return std::string(kNobody);
  RETURN_IF_ERROR(report.status());
  ASSIGN_OR_RETURN(const report::v1::ReportData data,
                   claim::ParseReportData(report->report_data()));
  return data.subject().credit_code();
}

absl::StatusOr<std::string> PresentationServiceImpl::Admit(
    const GetPresentationsRequest& request, const std::string& subject,
    const rpc::Caller& caller, absl::Time now) const {
  if (!request.ground().has_subject()) return OnlySubject(request.ground());
  ASSIGN_OR_RETURN(
      access::Access access,
      parts_.judge.Admit(request.ground(), {caller.names, subject, now}));
  return std::move(access.actor);
}

}  // namespace creditproof::verification
