// A partition's state as record-store serves it over gRPC: what a follower
// without data starts from.
#pragma once

#include <memory>

#include "creditproof/record/v1/state_service.grpc.pb.h"
#include "libs/changelog/load_state.h"
#include "libs/rpc/client.h"

namespace creditproof::remote_log {

// Waits up to a minute for a record-store that is just being started. A state
// whose digest differs or that ends early fails with DATA_LOSS. `record_store`
// must outlive the source.
changelog::StateSource StateOver(const rpc::Peer& record_store);

// One reading over one stub. `explain` makes a failed call an absl::Status.
absl::StatusOr<changelog::Mark> ReadState(
    record::v1::StateService::StubInterface& stub, std::uint32_t partition,
    const changelog::TakeState& take,
    const std::function<absl::Status(const grpc::Status&)>& explain);

}  // namespace creditproof::remote_log
