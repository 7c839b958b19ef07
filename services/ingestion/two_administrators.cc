#include "services/ingestion/two_administrators.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/call_errors.h"

namespace creditproof::ingestion {
namespace {

using v1::Decision;

void Close(Decision::State state, const rpc::Caller& caller, absl::Time now,
           Decision& decision) {
  decision.set_state(state);
  decision.set_closer(std::string(caller.name()));
  *decision.mutable_close_time() = TimestampOf(now);
}

}  // namespace

Acting AdministratorOf(const rpc::Caller& caller) {
  const std::string client(caller.name());
  return {client, client, "ADMINISTRATOR"};
}

google::protobuf::Timestamp TimestampOf(absl::Time time) {
  return google::protobuf::util::TimeUtil::MicrosecondsToTimestamp(
      absl::ToUnixMicros(time));
}

absl::Status ProposalNotFound(absl::string_view proposal_id) {
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_PROPOSAL_NOT_FOUND,
                     absl::StrCat("没有编号为 ", proposal_id,
                                  " 的提案，请用 list 查看 / no proposal has "
                                  "the id ",
                                  proposal_id),
                     {{"proposal", proposal_id}});
}

absl::Status CheckSecond(absl::string_view proposal_id,
                         absl::string_view proposer,
                         const rpc::Caller& caller) {
  if (std::find(caller.names.begin(), caller.names.end(), proposer) ==
      caller.names.end()) {
    return absl::OkStatus();
  }
  return base::Error(
      absl::StatusCode::kPermissionDenied,
      base::Reason::REASON_SAME_ADMINISTRATOR,
      absl::StrCat("提案由 ", proposer, " 提出，须由另一名管理员决定 / ",
                   proposer,
                   " proposed it; another administrator has to decide"),
      {{"proposal", proposal_id}, {"client", caller.name()}});
}

Decision NewDecision(const std::string& proposal_id, const std::string& reason,
                     const rpc::Caller& caller, absl::Time now) {
  Decision decision;
  decision.set_proposal_id(proposal_id);
  decision.set_state(Decision::STATE_OPEN);
  decision.set_reason(reason);
  decision.set_proposer(std::string(caller.name()));
  *decision.mutable_propose_time() = TimestampOf(now);
  return decision;
}

absl::Status CheckApprovable(const Decision& decision,
                             const rpc::Caller& caller) {
  RETURN_IF_ERROR(
      CheckSecond(decision.proposal_id(), decision.proposer(), caller));
  if (decision.state() != Decision::STATE_REJECTED) return absl::OkStatus();
  return WrongState("REJECTED", "该提案已被否决，请重新提出。");
}

absl::Status CheckRejectable(const Decision& decision) {
  if (decision.state() != Decision::STATE_APPROVED) return absl::OkStatus();
  return WrongState("APPROVED", "该提案已获批准并生效，不能再否决。");
}

void Approve(const rpc::Caller& caller, absl::Time now, Decision& decision) {
  Close(Decision::STATE_APPROVED, caller, now, decision);
}

void Reject(const std::string& reason, const rpc::Caller& caller,
            absl::Time now, Decision& decision) {
  Close(Decision::STATE_REJECTED, caller, now, decision);
  decision.set_close_reason(reason);
}

}  // namespace creditproof::ingestion
