// A change as record-store sends it.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/record/v1/state_service.pb.h"
#include "libs/changelog/follower.h"

namespace creditproof::remote_log {

// An entry without append id and digest. Fails with DATA_LOSS.
absl::StatusOr<changelog::DecodedEntry> DecodeStateChange(
    const record::v1::StateChange& change);

}  // namespace creditproof::remote_log
