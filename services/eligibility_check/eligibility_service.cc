#include "services/eligibility_check/eligibility_service.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"
#include "libs/rpc/deadline.h"
#include "services/eligibility_check/amid.h"
#include "services/eligibility_check/answer.h"
#include "services/eligibility_check/batch_stream.h"
#include "services/eligibility_check/details.h"
#include "services/eligibility_check/findings_page.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::Verdict;

// How long a check waits for the log's head and for its own follower, unless
// its caller waits less.
constexpr absl::Duration kPatience = absl::Seconds(3);

bool NeedsMaterial(const CheckEligibilityRequest& request,
                   const Answer& answer) {
  return request.for_report() && answer.view.standing.registered;
}

std::optional<rpc::Attempted> Ended(std::optional<absl::Status> status) {
  if (!status.has_value()) return std::nullopt;
  return rpc::Attempted{*std::move(status)};
}

// For a subject that changes faster than its details can be read.
absl::Status CheckTimeLeft(const View& view, std::uint32_t partition,
                           absl::Time deadline) {
  if (absl::Now() < deadline) return absl::OkStatus();
  return base::Error(absl::StatusCode::kUnavailable,
                     base::Reason::REASON_BEHIND_LOG,
                     "the subject changed each time it was read",
                     {{"partition", absl::StrCat(partition)},
                      {"position", absl::StrCat(view.point.position)},
                      {"head", absl::StrCat(view.newest())}});
}

}  // namespace

grpc::ServerUnaryReactor* EligibilityServiceImpl::CheckEligibility(
    grpc::CallbackServerContext* context, const Request* request,
    Response* response) {
  return gate_.ServeOrBlock(
      "CheckEligibility", context, request, response,
      [this](const Request& r, const rpc::Caller& caller, Response& answer) {
        return Ended(CheckAtOnce(r, caller, answer));
      },
      [this, context](const Request& r, const rpc::Caller& caller) {
        return CheckWaiting(
            r, caller,
            std::min(rpc::DeadlineOf(*context), absl::Now() + kPatience));
      });
}

grpc::ServerUnaryReactor* EligibilityServiceImpl::BatchCheckEligibility(
    grpc::CallbackServerContext* context, const BatchCheck::Request* request,
    BatchCheck::Response* response) {
  return gate_.ServeOrBlock(
      "BatchCheckEligibility", context, request, response,
      [this](const auto& r, const rpc::Caller& caller, auto& answer) {
        return Attempt(r, caller, answer);
      },
      [this, context](const auto& r, const rpc::Caller& caller) {
        return batch_.CheckWaiting(
            r, caller,
            std::min(rpc::DeadlineOf(*context), absl::Now() + kPatience));
      });
}

grpc::ServerBidiReactor<eligibility::v1::StreamCheckEligibilityRequest,
                        eligibility::v1::StreamCheckEligibilityResponse>*
EligibilityServiceImpl::StreamCheckEligibility(
    grpc::CallbackServerContext* context) {
  return streams_.ServeBidi<BatchStream::Request, BatchStream::Response>(
      "StreamCheckEligibility", context,
      [this](auto& stream, const rpc::Caller& caller) {
        return BatchStream(batch_, kPatience).Run(stream, caller);
      });
}

std::optional<rpc::Attempted> EligibilityServiceImpl::Attempt(
    const BatchCheck::Request& request, const rpc::Caller& caller,
    BatchCheck::Response& response) const {
  const auto sequence = batch_.CheckAtOnce(request, caller, response);
  if (!sequence.has_value()) return std::nullopt;
  if (!sequence->ok() || **sequence == 0) {
    return rpc::Attempted{sequence->status()};
  }
  return rpc::Attempted{{},
                        [this, sequence = **sequence](rpc::Attempted::End end) {
                          trail_.WhenDurable(sequence, std::move(end));
                        }};
}

std::optional<absl::Status> EligibilityServiceImpl::CheckAtOnce(
    const Request& request, const rpc::Caller& caller,
    Response& response) const {
  if (request.consistency() == Request::CONSISTENCY_STRONG) {
    return std::nullopt;
  }
  const absl::StatusOr<Inquiry> inquiry = door_.Admit(request, caller);
  if (!inquiry.ok()) return inquiry.status();
  absl::StatusOr<View> view = replica_.Look(inquiry->partition, inquiry->code);
  if (!view.ok()) return view.status();
  if (!view->settled()) return std::nullopt;
  const absl::StatusOr<Answer> answer =
      DecideOn(request, inquiry->now, *std::move(view));
  if (!answer.ok()) return answer.status();
  if (answer->NeedsFindings(inquiry->access) ||
      answer->NeedsSources(inquiry->access) ||
      NeedsMaterial(request, *answer)) {
    return std::nullopt;
  }
  door_.Note(request, caller, *inquiry, answer->ToAudit());
  answer->Write(inquiry->partition, inquiry->now, *response.mutable_verdict());
  return absl::OkStatus();
}

absl::StatusOr<EligibilityServiceImpl::Response>
EligibilityServiceImpl::CheckWaiting(const Request& request,
                                     const rpc::Caller& caller,
                                     absl::Time deadline) const {
  ASSIGN_OR_RETURN(const Inquiry inquiry, door_.Admit(request, caller));
  ASSIGN_OR_RETURN(const std::uint64_t wanted,
                   PositionWanted(request, inquiry, deadline));
  while (true) {
    ASSIGN_OR_RETURN(
        View view, replica_.WaitAndLook(inquiry.partition, inquiry.code, wanted,
                                        deadline));
    ASSIGN_OR_RETURN(const Answer answer,
                     DecideOn(request, inquiry.now, std::move(view)));
    Response response;
    answer.Write(inquiry.partition, inquiry.now, *response.mutable_verdict());
    const absl::Status added = AddDetails(request, inquiry, answer, response);
    ASSIGN_OR_RETURN(const bool unchanged,
                     replica_.Unchanged(inquiry.code, answer.view));
    if (!unchanged) {  // the details may be newer than the verdict
      RETURN_IF_ERROR(CheckTimeLeft(answer.view, inquiry.partition, deadline));
      continue;
    }
    RETURN_IF_ERROR(added);
    const std::uint64_t sequence =
        door_.Note(request, caller, inquiry, answer.ToAudit());
    if (answer.NeedsFindings(inquiry.access)) {
      RETURN_IF_ERROR(trail_.WaitDurable(sequence));
    }
    return response;
  }
}

absl::StatusOr<std::uint64_t> EligibilityServiceImpl::PositionWanted(
    const Request& request, const Inquiry& inquiry, absl::Time deadline) const {
  if (request.consistency() != Request::CONSISTENCY_STRONG) return 0;
  return changelog::StrongPosition(replica_.progress(), heads_,
                                   inquiry.partition, deadline);
}

absl::Status EligibilityServiceImpl::AddDetails(const Request& request,
                                                const Inquiry& inquiry,
                                                const Answer& answer,
                                                Response& response) const {
  const kv::Store& store = replica_.store();
  const SharedState& shared = *answer.view.shared;
  Verdict& verdict = *response.mutable_verdict();
  if (answer.NeedsFindings(inquiry.access)) {
    ASSIGN_OR_RETURN(const FindingsPage page,
                     ParseFindingsPage(request, answer.view, answer.decision));
    RETURN_IF_ERROR(AddFindings(RecordsIn(store, inquiry.code), answer.decision,
                                page, inquiry.access, shared, verdict));
    verdict.set_next_findings_page_token(
        NextFindingsToken(page, answer.view, answer.decision));
  }
  if (answer.NeedsSources(inquiry.access)) {
    ASSIGN_OR_RETURN(const OpenRows open, ReadOpenRows(store, inquiry.code));
    NameSources(open, shared,
                SilentSources(shared, answer.view.standing, answer.question),
                verdict);
  }
  if (NeedsMaterial(request, answer)) {
    ASSIGN_OR_RETURN(*response.mutable_material(),
                     ReadMaterial(store, inquiry.code, shared, answer.question,
                                  answer.view.standing.region));
    AddSourceNames(verdict, shared, *response.mutable_material());
  }
  return absl::OkStatus();
}

}  // namespace creditproof::eligibility_check
