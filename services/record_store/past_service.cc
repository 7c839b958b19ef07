#include "services/record_store/past_service.h"

#include <google/protobuf/util/time_util.h>

#include <optional>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"
#include "libs/credit_code/credit_code.h"
#include "services/record_store/append_times.h"
#include "services/record_store/past.h"

namespace creditproof::record_store {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::ReadPastRequest;
using record::v1::ReadPastResponse;
using record::v1::StateChange;

// What is sent, and read, at a time.
constexpr std::size_t kPieceBytes = std::size_t{256} << 10;
// How long a reader waits for what was appended until now.
constexpr absl::Duration kPatience = absl::Seconds(5);

absl::Status Gone() { return absl::CancelledError("the reader has gone"); }

std::optional<PolicyName> WantedPolicy(const ReadPastRequest& request) {
  if (request.policy_id().empty()) return std::nullopt;
  return PolicyName{request.policy_id(), request.policy_version()};
}

ReadPastResponse Head(std::uint64_t position, absl::Time append_time,
                      std::optional<StateChange> policy) {
  ReadPastResponse response;
  record::v1::PastHead& head = *response.mutable_head();
  head.set_position(position);
  if (position != 0) {
    *head.mutable_append_time() =
        TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(append_time));
  }
  if (policy.has_value()) *head.mutable_policy() = *std::move(policy);
  return response;
}

// In pieces. False when the reader has gone.
bool Send(std::vector<StateChange> changes,
          rpc::ServerWriter<ReadPastResponse>& writer) {
  ReadPastResponse piece;
  std::size_t bytes = 0;
  for (StateChange& change : changes) {
    bytes += change.stored().size();
    *piece.mutable_changes()->add_changes() = std::move(change);
    if (bytes < kPieceBytes) continue;
    if (!writer.Write(piece)) return false;
    piece.Clear();
    bytes = 0;
  }
  return bytes == 0 || writer.Write(piece);
}

}  // namespace

PastServiceImpl::PastServiceImpl(const kv::Store& store, const History& history,
                                 changelog::HeadReader& heads,
                                 PartitionSet partitions, base::Clock clock,
                                 rpc::StreamGate gate)
    : store_(store),
      history_(history),
      heads_(heads),
      partitions_(std::move(partitions)),
      clock_(std::move(clock)),
      gate_(std::move(gate)) {}

grpc::ServerWriteReactor<ReadPastResponse>* PastServiceImpl::ReadPast(
    grpc::CallbackServerContext* context, const ReadPastRequest* request) {
  return gate_.ServeWriter<ReadPastResponse>(
      "ReadPast", context, request,
      [this](const auto& r, auto& writer, const auto&) {
        return Stream(r, writer);
      });
}

absl::Status PastServiceImpl::Stream(const ReadPastRequest& request,
                                     Writer& writer) const {
  const auto code = CreditCode::Parse(request.credit_code());
  if (!code.ok()) {
    return base::InvalidField("credit_code", code.status().message());
  }
  ASSIGN_OR_RETURN(const std::uint32_t partition,
                   partitions_.Locate(code->text()));
  ASSIGN_OR_RETURN(const std::uint64_t position,
                   PositionOf(request, partition));
  ASSIGN_OR_RETURN(const absl::Time append_time,
                   AppendTimeAt(store_, partition, position));
  ASSIGN_OR_RETURN(
      SharedPast shared,
      ReadSharedPast(store_, partition, position, WantedPolicy(request)));
  if (!writer.Write(Head(position, append_time, std::move(shared.policy)))) {
    return Gone();
  }
  if (!Send(std::move(shared.changes), writer)) return Gone();

  std::uint64_t after = 0;
  while (true) {
    ReadPastResponse piece;
    ASSIGN_OR_RETURN(
        const bool any,
        ReadSubjectPast(store_, partition, code->text(), position, kPieceBytes,
                        after, *piece.mutable_changes()));
    if (!any) break;
    if (!writer.Write(piece)) return Gone();
  }
  ReadPastResponse end;
  end.mutable_end();
  return writer.Write(end) ? absl::OkStatus() : Gone();
}

absl::StatusOr<std::uint64_t> PastServiceImpl::CatchUp(
    std::uint32_t partition) const {
  const absl::Time deadline = clock_() + kPatience;
  ASSIGN_OR_RETURN(const std::uint64_t head,
                   changelog::StrongPosition(history_.progress(), heads_,
                                             partition, deadline));
  RETURN_IF_ERROR(history_.progress().WaitFor(partition, head, deadline));
  return head;
}

absl::StatusOr<std::uint64_t> PastServiceImpl::PositionOf(
    const ReadPastRequest& request, std::uint32_t partition) const {
  if (request.moment_case() == ReadPastRequest::MOMENT_NOT_SET) {
    return CatchUp(partition);
  }
  changelog::Progress::Point applied = history_.progress().Applied(partition);
  if (request.has_position()) {
    if (request.position() <= applied.position) return request.position();
    RETURN_IF_ERROR(CatchUp(partition).status());
    // Nobody waits for what is not even appended.
    RETURN_IF_ERROR(
        history_.progress().WaitFor(partition, request.position(), clock_()));
    return request.position();
  }
  const absl::Time time =
      absl::FromUnixMicros(TimeUtil::TimestampToMicroseconds(request.time()));
  // The log may still have to bring something of that time, unless it went on.
  if (applied.data_time <= time) {
    RETURN_IF_ERROR(CatchUp(partition).status());
    applied = history_.progress().Applied(partition);
  }
  return LastAppendedBy(store_, partition, time, applied.position);
}

}  // namespace creditproof::record_store
