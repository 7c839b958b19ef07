#include "libs/remote_log/remote_past.h"

#include <google/protobuf/util/time_util.h>
#include <grpcpp/client_context.h>

#include <utility>

#include "libs/base/status_macros.h"
#include "libs/remote_log/state_change.h"

namespace creditproof::remote_log {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::PastHead;
using record::v1::ReadPastResponse;
using record::v1::StateChange;

absl::Status TakeHead(const PastHead& head, Past& past) {
  past.point.position = head.position();
  if (head.has_append_time()) {
    past.point.data_time = absl::FromUnixMicros(
        TimeUtil::TimestampToMicroseconds(head.append_time()));
  }
  if (head.has_policy()) {
    ASSIGN_OR_RETURN(past.policy, DecodeStateChange(head.policy()));
  }
  return absl::OkStatus();
}

absl::Status Take(const ReadPastResponse& response, Past& past) {
  if (response.has_head()) return TakeHead(response.head(), past);
  for (const StateChange& change : response.changes().changes()) {
    ASSIGN_OR_RETURN(changelog::DecodedEntry entry, DecodeStateChange(change));
    auto& entries = entry.change.credit_code().empty() ? past.shared : past.own;
    entries.push_back(std::move(entry));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Past> ReadPast(
    record::v1::PastService::StubInterface& stub,
    const record::v1::ReadPastRequest& request, absl::Time deadline,
    const std::function<absl::Status(const grpc::Status&)>& explain) {
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  const auto stream = stub.ReadPast(&context, request);
  Past past;
  bool whole = false;
  ReadPastResponse response;
  while (stream->Read(&response)) {
    const absl::Status taken = Take(response, past);
    whole = response.has_end();
    if (taken.ok()) continue;
    context.TryCancel();
    stream->Finish();
    return taken;
  }
  RETURN_IF_ERROR(explain(stream->Finish()));
  if (!whole) return absl::DataLossError("a past ended early");
  return past;
}

PastReader PastOver(const rpc::Peer& record_store) {
  return [&record_store](std::uint32_t partition,
                         const record::v1::ReadPastRequest& request,
                         absl::Time deadline) {
    record::v1::PastService::Stub stub(record_store.ChannelFor(partition));
    return ReadPast(stub, request, deadline, [&](const grpc::Status& ended) {
      return record_store.Explain(ended, partition);
    });
  };
}

}  // namespace creditproof::remote_log
