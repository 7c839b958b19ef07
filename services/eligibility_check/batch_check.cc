#include "services/eligibility_check/batch_check.h"

#include <google/protobuf/util/time_util.h>

#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof::eligibility_check {
namespace {

using eligibility::v1::CheckEligibilityRequest;
using google::protobuf::util::TimeUtil;
using Request = BatchCheck::Request;
using Response = BatchCheck::Response;

bool IsStrong(const Request& request) {
  return request.consistency() == CheckEligibilityRequest::CONSISTENCY_STRONG;
}

AskedQuestion AskedBy(const Request& request, absl::Time now) {
  AskedQuestion asked{{},
                      request.period_start_date(),
                      request.period_end_date(),
                      base::ChinaDay(now)};
  for (const int area : request.areas()) {
    asked.areas.push_back(static_cast<record::v1::Area>(area));
  }
  return asked;
}

// Those served here that a code lies in.
std::set<std::uint32_t> PartitionsIn(absl::string_view codes,
                                     const PartitionSet& served) {
  std::set<std::uint32_t> partitions;
  for (; !codes.empty(); codes.remove_prefix(CreditCode::kLength)) {
    const auto partition = served.Locate(codes.substr(0, CreditCode::kLength));
    if (partition.ok()) partitions.insert(*partition);
  }
  return partitions;
}

void WriteTime(absl::Time now, Response& response) {
  *response.mutable_decision_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
}

// For subjects that change faster than all of them can be read.
absl::Status CheckTimeLeft(const BatchLook::Unsettled& unsettled,
                           absl::Time deadline) {
  if (absl::Now() < deadline) return absl::OkStatus();
  return base::Error(absl::StatusCode::kUnavailable,
                     base::Reason::REASON_BEHIND_LOG,
                     "some subject changed each time they were read",
                     {{"partition", absl::StrCat(unsettled.partition)},
                      {"head", absl::StrCat(unsettled.position)}});
}

}  // namespace

std::optional<absl::StatusOr<std::uint64_t>> BatchCheck::CheckAtOnce(
    const Request& request, const rpc::Caller& caller,
    Response& response) const {
  if (IsStrong(request)) return std::nullopt;
  const absl::StatusOr<BatchInquiry> inquiry =
      door_.AdmitBatch(request, caller);
  // A refusal is written down first.
  if (absl::IsPermissionDenied(inquiry.status())) return std::nullopt;
  if (!inquiry.ok()) return inquiry.status();
  BatchLook look(replica_, recent_, AskedBy(request, inquiry->now));
  const absl::Status status =
      look.Answer(request.codes(), /*at_once=*/true, response);
  if (!status.ok()) return status;
  if (!look.done()) {
    response.Clear();
    return std::nullopt;
  }
  const std::uint64_t sequence =
      door_.NoteBatch(request, caller, *inquiry, response);
  WriteTime(inquiry->now, response);
  return look.tells() ? sequence : 0;
}

absl::StatusOr<Response> BatchCheck::CheckWaiting(const Request& request,
                                                  const rpc::Caller& caller,
                                                  absl::Time deadline) const {
  const absl::StatusOr<BatchInquiry> inquiry =
      door_.AdmitBatch(request, caller);
  if (absl::IsPermissionDenied(inquiry.status())) {
    RETURN_IF_ERROR(
        trail_.WaitDurable(door_.NoteRefusedBatch(request, caller)));
  }
  RETURN_IF_ERROR(inquiry.status());
  if (IsStrong(request)) RETURN_IF_ERROR(ReachHeads(request, deadline));
  Response response;
  ASSIGN_OR_RETURN(const bool tells,
                   LookUntilSettled(request, inquiry->now, deadline, response));
  const std::uint64_t sequence =
      door_.NoteBatch(request, caller, *inquiry, response);
  if (tells) RETURN_IF_ERROR(trail_.WaitDurable(sequence));
  WriteTime(inquiry->now, response);
  return response;
}

absl::StatusOr<Response> BatchCheck::Check(const Request& request,
                                           const rpc::Caller& caller,
                                           absl::Time deadline) const {
  Response response;
  const auto sequence = CheckAtOnce(request, caller, response);
  if (!sequence.has_value()) return CheckWaiting(request, caller, deadline);
  RETURN_IF_ERROR(sequence->status());
  RETURN_IF_ERROR(trail_.WaitDurable(**sequence));
  return response;
}

absl::Status BatchCheck::ReachHeads(const Request& request,
                                    absl::Time deadline) const {
  for (const std::uint32_t partition :
       PartitionsIn(request.codes(), replica_.partitions())) {
    ASSIGN_OR_RETURN(const std::uint64_t head,
                     changelog::StrongPosition(replica_.progress(), heads_,
                                               partition, deadline));
    RETURN_IF_ERROR(replica_.progress().WaitFor(partition, head, deadline));
  }
  return absl::OkStatus();
}

absl::StatusOr<bool> BatchCheck::LookUntilSettled(const Request& request,
                                                  absl::Time now,
                                                  absl::Time deadline,
                                                  Response& response) const {
  while (true) {
    BatchLook look(replica_, recent_, AskedBy(request, now));
    RETURN_IF_ERROR(look.Answer(request.codes(), /*at_once=*/false, response));
    if (look.done()) return look.tells();
    response.Clear();
    const BatchLook::Unsettled& unsettled = *look.unsettled();
    RETURN_IF_ERROR(replica_.progress().WaitFor(unsettled.partition,
                                                unsettled.position, deadline));
    RETURN_IF_ERROR(CheckTimeLeft(unsettled, deadline));
  }
}

}  // namespace creditproof::eligibility_check
