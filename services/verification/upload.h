// A PDF that comes in pieces, put together at bounded memory and time.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/rpc/stream.h"

namespace creditproof::verification {

// However slow the sender: gRPC ends the call at its deadline.
constexpr absl::Duration kLongestUpload = absl::Seconds(60);

// Between two pieces.
constexpr absl::Duration kLongestPause = absl::Seconds(10);

// The bytes; nothing, unread, when more are announced than a report ever has.
// Fails with INVALID_ARGUMENT (INVALID_FIELD) when the call has no deadline
// within kLongestUpload of `now`, nothing is announced, no piece comes for
// `longest_pause`, or the pieces do not add up to what was announced.
absl::StatusOr<std::optional<std::string>> Receive(
    rpc::ServerReader<v1::VerifyUploadRequest>& stream, absl::Time now,
    absl::Duration longest_pause);

}  // namespace creditproof::verification
