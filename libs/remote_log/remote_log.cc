#include "libs/remote_log/remote_log.h"

#include <grpcpp/client_context.h>

#include <map>
#include <memory>
#include <string>
#include <utility>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"

namespace creditproof::remote_log {
namespace {

using changelog::v1::ChangeLogService;

constexpr absl::Duration kHeadsDeadline = absl::Seconds(2);

std::vector<changelog::LogEntry> TakeFrom(
    changelog::v1::FollowResponse& response) {
  std::vector<changelog::LogEntry> entries;
  entries.reserve(static_cast<std::size_t>(response.entries_size()));
  for (auto& entry : *response.mutable_entries()) {
    entries.push_back({entry.position(), std::move(*entry.mutable_stored()),
                       std::move(*entry.mutable_running_sha256())});
  }
  return entries;
}

using Requests = std::vector<changelog::v1::GetHeadsRequest>;

// One request an instance.
Requests GroupByInstance(const rpc::Peer& ingestion,
                         const std::vector<std::uint32_t>& partitions) {
  std::map<std::string, changelog::v1::GetHeadsRequest> by_address;
  for (const std::uint32_t partition : partitions) {
    by_address[ingestion.AddressFor(partition)].add_partitions(partition);
  }
  Requests requests;
  for (auto& [address, request] : by_address) {
    requests.push_back(std::move(request));
  }
  return requests;
}

absl::StatusOr<changelog::Heads> ReadHeads(const rpc::Peer& ingestion,
                                           const Requests& requests) {
  const absl::Time deadline = absl::Now() + kHeadsDeadline;
  changelog::Heads heads;
  for (const auto& request : requests) {
    ASSIGN_OR_RETURN(
        const auto response,
        ingestion.Call(request.partitions(0), &ChangeLogService::Stub::GetHeads,
                       request, deadline));
    for (const auto& head : response.heads()) {
      heads[head.partition()] = head.position();
    }
  }
  return heads;
}

}  // namespace

grpc::Status FollowStub(ChangeLogService::StubInterface& stub,
                        std::uint32_t partition, std::uint64_t after_position,
                        const std::stop_token& stop, const TakeEntries& take) {
  changelog::v1::FollowRequest request;
  request.set_partition(partition);
  request.set_after_position(after_position);
  grpc::ClientContext context;
  // Before the call, which waits for a connection.
  const std::stop_callback cancel(stop, [&] { context.TryCancel(); });
  const auto stream = stub.Follow(&context, request);

  changelog::v1::FollowResponse response;
  while (stream->Read(&response)) {
    if (take(TakeFrom(response))) continue;
    context.TryCancel();
    break;
  }
  return stream->Finish();
}

changelog::EntrySource FollowOver(const rpc::Peer& ingestion) {
  return [&ingestion](std::uint32_t partition, std::uint64_t after_position,
                      const std::stop_token& stop,
                      const auto& consume) -> absl::Status {
    ChangeLogService::Stub stub(ingestion.ChannelFor(partition));
    absl::Status consumed;
    const grpc::Status ended =
        FollowStub(stub, partition, after_position, stop, [&](auto entries) {
          consumed = consume(std::move(entries));
          return consumed.ok();
        });
    if (!consumed.ok()) return consumed;
    return ingestion.Explain(ended, partition);
  };
}

std::function<absl::StatusOr<changelog::Heads>()> HeadsOver(
    const rpc::Peer& ingestion, std::vector<std::uint32_t> partitions) {
  return [&ingestion, requests = GroupByInstance(ingestion, partitions)] {
    return ReadHeads(ingestion, requests);
  };
}

}  // namespace creditproof::remote_log
