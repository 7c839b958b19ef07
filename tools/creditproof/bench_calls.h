// Unary calls kept going for a while, and how they were borne.
#pragma once

#include <grpcpp/client_context.h>

#include <cstddef>
#include <functional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

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
