#include "libs/remote_log/remote_state.h"

#include <google/protobuf/util/time_util.h>
#include <grpcpp/client_context.h>

#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/state_digest.h"
#include "libs/remote_log/state_change.h"

namespace creditproof::remote_log {
namespace {

using changelog::DecodedEntry;
using changelog::Mark;
using google::protobuf::util::TimeUtil;
using record::v1::ExportStateResponse;
using record::v1::StateChange;
using record::v1::StateHead;
using record::v1::StateService;

constexpr absl::Duration kPatience = absl::Minutes(1);

Mark ToMark(const StateHead& head) {
  return {head.position(),
          head.has_append_time()
              ? absl::FromUnixMicros(
                    TimeUtil::TimestampToMicroseconds(head.append_time()))
              : absl::InfinitePast(),
          head.running_sha256()};
}

// A state that is being read.
class Reading {
 public:
  explicit Reading(const changelog::TakeState& take) : take_(take) {}

  absl::Status Take(const ExportStateResponse& response) {
    if (response.has_head()) mark_ = ToMark(response.head());
    if (response.has_changes()) return TakeChanges(response.changes());
    if (!response.has_end()) return absl::OkStatus();
    whole_ = response.end().changes_sha256() == digest_.Finish();
    return whole_ ? absl::OkStatus()
                  : absl::DataLossError("the digest of a state differs");
  }

  absl::StatusOr<Mark> Finish() {
    if (whole_) return std::move(mark_);
    return absl::DataLossError("a state ended early");
  }

 private:
  absl::Status TakeChanges(const record::v1::StateChanges& changes) {
    std::vector<DecodedEntry> entries;
    entries.reserve(static_cast<std::size_t>(changes.changes_size()));
    for (const StateChange& change : changes.changes()) {
      digest_.Add(change.position(), change.stored());
      ASSIGN_OR_RETURN(DecodedEntry entry, DecodeStateChange(change));
      entries.push_back(std::move(entry));
    }
    return take_(std::move(entries));
  }

  const changelog::TakeState& take_;
  Mark mark_;
  changelog::StateDigest digest_;
  bool whole_ = false;
};

}  // namespace

absl::StatusOr<Mark> ReadState(
    StateService::StubInterface& stub, std::uint32_t partition,
    const changelog::TakeState& take,
    const std::function<absl::Status(const grpc::Status&)>& explain) {
  record::v1::ExportStateRequest request;
  request.set_partition(partition);
  grpc::ClientContext context;
  const auto stream = stub.ExportState(&context, request);
  Reading reading(take);
  ExportStateResponse response;
  while (stream->Read(&response)) {
    const absl::Status taken = reading.Take(response);
    if (taken.ok()) continue;
    context.TryCancel();
    stream->Finish();
    return taken;
  }
  RETURN_IF_ERROR(explain(stream->Finish()));
  return reading.Finish();
}

changelog::StateSource StateOver(const rpc::Peer& record_store) {
  return [&record_store](std::uint32_t partition,
                         const changelog::TakeState& take) {
    const std::shared_ptr<grpc::Channel> channel =
        record_store.ChannelFor(partition);
    channel->WaitForConnected(absl::ToChronoTime(absl::Now() + kPatience));
    StateService::Stub stub(channel);
    return ReadState(stub, partition, take, [&](const grpc::Status& ended) {
      return record_store.Explain(ended, partition);
    });
  };
}

}  // namespace creditproof::remote_log
