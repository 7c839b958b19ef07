// Unary calls kept going for a while, and how they were borne.
#pragma once

#include <grpcpp/client_context.h>

#include <cstddef>
#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace creditproof::tool {

struct LoadFigures {
  double calls_per_second;
  double p50_us;
  double p99_us;
  double cpu_us;  // of this process a call, client and server together
};

// Starts a call of `loop`, its `number`th. What it answers into must be there
// until `ended` is called.
using StartCall = std::function<void(std::size_t loop, std::size_t number,
                                     grpc::ClientContext& context,
                                     std::function<void(grpc::Status)> ended)>;

// Has each of `loops` start one call after another for `time`. Fails when a
// call does.
absl::StatusOr<LoadFigures> KeepCalling(std::size_t loops, absl::Duration time,
                                        const StartCall& start);

}  // namespace creditproof::tool
