// creditproof bench gateway: JSON over HTTP before a whole installation,
// against fastify and grpc-js, and against gRPC itself.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures and prints medians of interleaved runs; see
// docs/benchmarks.md.
absl::Status BenchGateway(bool json);

}  // namespace creditproof::tool
