#include "services/ingestion/change_log_service.h"

#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::ingestion {
namespace {

using base::Reason;
using changelog::LogEntry;
using changelog::v1::FollowRequest;
using changelog::v1::FollowResponse;
using changelog::v1::GetHeadsRequest;
using changelog::v1::GetHeadsResponse;

constexpr std::size_t kReadEntries = 512;
// How soon a stream without news sees that its client has gone.
constexpr absl::Duration kLookUp = absl::Milliseconds(200);

void MoveInto(FollowResponse& response, LogEntry& entry) {
  auto* sent = response.add_entries();
  sent->set_position(entry.position);
  sent->set_stored(std::move(entry.stored));
  sent->set_running_sha256(std::move(entry.running_sha256));
}

FollowResponse Pack(std::vector<LogEntry> entries, std::uint64_t head) {
  FollowResponse response;
  response.set_head_position(head);
  for (LogEntry& entry : entries) MoveInto(response, entry);
  return response;
}

absl::Status Gone() { return absl::CancelledError("the follower has gone"); }

}  // namespace

ChangeLogServiceImpl::ChangeLogServiceImpl(const changelog::ChangeLog& log,
                                           PartitionSet partitions,
                                           rpc::Gate gate,
                                           rpc::StreamGate streams,
                                           std::stop_token stopping)
    : log_(log),
      partitions_(std::move(partitions)),
      gate_(std::move(gate)),
      streams_(std::move(streams)),
      stopping_(std::move(stopping)) {}

grpc::ServerWriteReactor<FollowResponse>* ChangeLogServiceImpl::Follow(
    grpc::CallbackServerContext* context, const FollowRequest* request) {
  return streams_.ServeWriter<FollowResponse>(
      "Follow", context, request,
      [this](const auto& r, auto& writer, const auto&) {
        return Stream(r, writer);
      });
}

grpc::ServerUnaryReactor* ChangeLogServiceImpl::GetHeads(
    grpc::CallbackServerContext* context, const GetHeadsRequest* request,
    GetHeadsResponse* response) {
  return gate_.Serve("GetHeads", context, request, response,
                     [this](const auto& r, const auto&) { return Heads(r); });
}

absl::Status ChangeLogServiceImpl::Stream(const FollowRequest& request,
                                          Writer& writer) const {
  RETURN_IF_ERROR(CheckStart(request));
  std::uint64_t position = request.after_position();
  while (!writer.cancelled() && !stopping_.stop_requested()) {
    ASSIGN_OR_RETURN(const std::uint64_t head,
                     log_.WaitPast(request.partition(), position, kLookUp));
    if (head <= position) continue;
    ASSIGN_OR_RETURN(auto entries,
                     log_.Read(request.partition(), position, kReadEntries));
    if (entries.empty()) continue;
    position = entries.back().position;
    if (!writer.Write(Pack(std::move(entries), head))) return Gone();
  }
  if (writer.cancelled()) return Gone();
  return base::Error(absl::StatusCode::kUnavailable,
                     Reason::REASON_PEER_UNAVAILABLE, "ingestion is stopping",
                     {{"service", "ingestion"}});
}

absl::Status ChangeLogServiceImpl::CheckServed(std::uint32_t partition) const {
  if (partitions_.Serves(partition)) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kFailedPrecondition, Reason::REASON_WRONG_PARTITION,
      absl::StrCat("partition ", partition, " is not served here"),
      {{"partition", absl::StrCat(partition)}});
}

absl::Status ChangeLogServiceImpl::CheckStart(
    const FollowRequest& request) const {
  RETURN_IF_ERROR(CheckServed(request.partition()));
  ASSIGN_OR_RETURN(const std::uint64_t head, log_.Head(request.partition()));
  if (request.after_position() <= head) return absl::OkStatus();
  // What was acknowledged is never lost, so this follower is not of this log,
  // or this log was put back to an older state.
  return base::Error(
      absl::StatusCode::kDataLoss, Reason::REASON_LOG_DIVERGED,
      absl::StrCat("partition ", request.partition(), " was applied to ",
                   request.after_position(), ", but its log ends at ", head,
                   ": the log was put back, or is another one"),
      {{"partition", absl::StrCat(request.partition())},
       {"position", absl::StrCat(request.after_position())},
       {"head", absl::StrCat(head)}});
}

absl::StatusOr<GetHeadsResponse> ChangeLogServiceImpl::Heads(
    const GetHeadsRequest& request) const {
  std::vector<std::uint32_t> wanted(request.partitions().begin(),
                                    request.partitions().end());
  if (wanted.empty()) wanted = partitions_.served();
  if (wanted.size() > partitions_.count()) {
    return base::InvalidField("partitions", "has more than there are");
  }
  GetHeadsResponse response;
  for (const std::uint32_t partition : wanted) {
    RETURN_IF_ERROR(CheckServed(partition));
    ASSIGN_OR_RETURN(const std::uint64_t position, log_.Head(partition));
    auto* head = response.add_heads();
    head->set_partition(partition);
    head->set_position(position);
  }
  return response;
}

}  // namespace creditproof::ingestion
