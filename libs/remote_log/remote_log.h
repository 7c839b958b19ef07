// The change log as ingestion serves it over gRPC: what followers read from
// and strong checks learn heads from.
#pragma once

#include <grpcpp/support/status.h>

#include <cstdint>
#include <functional>
#include <stop_token>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change_log_service.grpc.pb.h"
#include "libs/changelog/change_log.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/head_reader.h"
#include "libs/rpc/client.h"

namespace creditproof::remote_log {

// One stream a reading, without a deadline: it ends with its stop token.
// `ingestion` must outlive the source.
changelog::EntrySource FollowOver(const rpc::Peer& ingestion);

// Reads the heads of `partitions`: one call to each instance concerned, of at
// most 2 seconds. `ingestion` must outlive the function.
std::function<absl::StatusOr<changelog::Heads>()> HeadsOver(
    const rpc::Peer& ingestion, std::vector<std::uint32_t> partitions);

// Takes consecutive entries; false ends the reading.
using TakeEntries = std::function<bool(std::vector<changelog::LogEntry>)>;

// One reading over one stub: calls `take` until it says false, `stop` is
// requested or the call fails. Returns how the call ended.
grpc::Status FollowStub(changelog::v1::ChangeLogService::StubInterface& stub,
                        std::uint32_t partition, std::uint64_t after_position,
                        const std::stop_token& stop, const TakeEntries& take);

}  // namespace creditproof::remote_log
