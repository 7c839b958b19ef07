#include "services/eligibility_check/replay_service.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/deadline.h"
#include "services/eligibility_check/amid.h"
#include "services/eligibility_check/answer.h"
#include "services/eligibility_check/details.h"
#include "services/eligibility_check/explanation.h"
#include "services/eligibility_check/past_view.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::ReplayCheckRequest;
using google::protobuf::Timestamp;
using record::v1::CurrentRecord;

// How long a replay takes at most, unless its caller waits less.
constexpr absl::Duration kPatience = absl::Seconds(15);
// So far may the clock of who asks be ahead.
constexpr absl::Duration kClockSkew = absl::Minutes(5);

absl::Time ToTime(const Timestamp& time) {
  return absl::FromUnixMicros(
      google::protobuf::util::TimeUtil::TimestampToMicroseconds(time));
}

absl::Status CheckPast(absl::string_view field, const Timestamp& time,
                       absl::Time now) {
  if (ToTime(time) <= now + kClockSkew) return absl::OkStatus();
  return base::InvalidField(field, "is in the future");
}

absl::Status CheckRequest(const ReplayCheckRequest& request, absl::Time now) {
  if (request.has_position() && request.position() == 0) {
    return base::InvalidField("position", "positions begin at 1");
  }
  if (request.policy_id().empty() != (request.policy_version() == 0)) {
    return base::InvalidField("policy_version", "is said with policy_id");
  }
  RETURN_IF_ERROR(CheckPast("as_of_time", request.as_of_time(), now));
  return CheckPast("decision_time", request.decision_time(), now);
}

// What the decision takes as now.
absl::Time DecisionTime(const ReplayCheckRequest& request, absl::Time now,
                        const remote_log::Past& past) {
  if (request.has_decision_time()) return ToTime(request.decision_time());
  if (request.has_as_of_time()) return ToTime(request.as_of_time());
  return request.has_position() ? past.point.data_time : now;
}

// As EligibilityService adds them, from the dossier.
absl::Status AddDetails(const ReplayCheckRequest& request,
                        const access::Access& access, const Answer& answer,
                        const record::v1::SubjectDossier& dossier,
                        eligibility::v1::Verdict& verdict) {
  const View& view = answer.view;
  if (answer.NeedsFindings(access)) {
    absl::flat_hash_map<std::string, const CurrentRecord*> records;
    for (const CurrentRecord& current : dossier.records()) {
      records[current.record().record_id()] = &current;
    }
    ASSIGN_OR_RETURN(const FindingsPage page,
                     ParseFindingsPage(request.check(), view, answer.decision));
    RETURN_IF_ERROR(AddFindings(
        [&](const std::string& record_id, CurrentRecord& record) {
          record = *records.at(record_id);
          return absl::OkStatus();
        },
        answer.decision, page, access, *view.shared, verdict));
    verdict.set_next_findings_page_token(
        NextFindingsToken(page, view, answer.decision));
  }
  if (answer.NeedsSources(access)) {
    NameSources(OpenRowsOf(dossier), *view.shared,
                SilentSources(*view.shared, view.standing, answer.question),
                verdict);
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* ReplayServiceImpl::ReplayCheck(
    grpc::CallbackServerContext* context, const Request* request,
    Response* response) {
  return gate_.ServeBlocking(
      "ReplayCheck", context, request, response,
      [this, context](const Request& r, const rpc::Caller& caller) {
        return Replay(
            r, caller,
            std::min(rpc::DeadlineOf(*context), absl::Now() + kPatience));
      });
}

absl::StatusOr<ReplayServiceImpl::Response> ReplayServiceImpl::Replay(
    const Request& request, const rpc::Caller& caller,
    absl::Time deadline) const {
  ASSIGN_OR_RETURN(const Inquiry inquiry,
                   door_.Admit(request.check(), caller, "ReplayCheck"));
  RETURN_IF_ERROR(CheckRequest(request, inquiry.now));
  ASSIGN_OR_RETURN(const remote_log::Past past,
                   ReadPast(request, inquiry, deadline));
  const absl::Time now = DecisionTime(request, inquiry.now, past);
  PastView folded = FoldPast(past);
  ASSIGN_OR_RETURN(const Answer answer,
                   DecideOn(request.check(), now, std::move(folded.view)));
  Response response;
  answer.Write(inquiry.partition, now, *response.mutable_verdict());
  RETURN_IF_ERROR(AddDetails(request, inquiry.access, answer, folded.dossier,
                             *response.mutable_verdict()));
  RETURN_IF_ERROR(
      Explain(request, inquiry.access, answer, folded.dossier, response));
  RETURN_IF_ERROR(trail_.WaitDurable(
      door_.Note(request.check(), caller, inquiry, answer.ToAudit())));
  return response;
}

absl::StatusOr<remote_log::Past> ReplayServiceImpl::ReadPast(
    const Request& request, const Inquiry& inquiry, absl::Time deadline) const {
  if (!read_past_) {
    return base::Error(absl::StatusCode::kFailedPrecondition,
                       base::Reason::REASON_NO_HISTORY,
                       "the past is read from record-store, and the "
                       "configuration of eligibility-check names none");
  }
  record::v1::ReadPastRequest asked;
  asked.set_credit_code(inquiry.code.text());
  if (request.has_position()) asked.set_position(request.position());
  if (request.has_as_of_time()) *asked.mutable_time() = request.as_of_time();
  asked.set_policy_id(request.policy_id());
  asked.set_policy_version(request.policy_version());
  return read_past_(inquiry.partition, asked, deadline);
}

}  // namespace creditproof::eligibility_check
