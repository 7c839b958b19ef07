// How long a handler may wait: as long as its caller does.
#pragma once

#include <grpcpp/server_context.h>

#include <algorithm>

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace creditproof::rpc {

// No handler waits longer than this for a peer, whatever its caller allows.
constexpr absl::Duration kLongestWait = absl::Seconds(10);

// The caller's deadline, or kLongestWait from now when that is sooner.
inline absl::Time DeadlineOf(const grpc::CallbackServerContext& context) {
  return std::min(absl::FromChrono(context.deadline()),
                  absl::Now() + kLongestWait);
}

}  // namespace creditproof::rpc
