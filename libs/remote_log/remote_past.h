// What was known at a past position, as record-store serves it over gRPC.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/record/v1/past_service.grpc.pb.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/progress.h"
#include "libs/rpc/client.h"

namespace creditproof::remote_log {

// See PastService.ReadPast. No entry has an append id or a digest.
struct Past {
  changelog::Progress::Point point;
  std::optional<changelog::DecodedEntry> policy;  // when one was asked for
  std::vector<changelog::DecodedEntry> shared;    // concern everybody
  std::vector<changelog::DecodedEntry> own;       // the subject's
};

// Reads a past of `partition`, which is the subject's. Thread-safe.
using PastReader = std::function<absl::StatusOr<Past>(
    std::uint32_t partition, const record::v1::ReadPastRequest& request,
    absl::Time deadline)>;

// `record_store` must outlive the reader.
PastReader PastOver(const rpc::Peer& record_store);

// One reading over one stub. Fails with DATA_LOSS when it ends early. `explain`
// makes a failed call an absl::Status.
absl::StatusOr<Past> ReadPast(
    record::v1::PastService::StubInterface& stub,
    const record::v1::ReadPastRequest& request, absl::Time deadline,
    const std::function<absl::Status(const grpc::Status&)>& explain);

}  // namespace creditproof::remote_log
