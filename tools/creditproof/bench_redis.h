// Redis, asked for what it knows of the same subjects.
#pragma once

#include <cstddef>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// Whether this machine has Redis with its client.
bool HasRedis();

// Starts one of its own, loads the population, and asks with pipelined `MGET`
// of `codes_a_call` codes for their standings, by redis-cli over a unix socket:
// what each standing means is left to the caller. Returns codes a second, the
// better of one client and two.
absl::StatusOr<double> MeasureRedis(std::size_t codes_a_call);

}  // namespace creditproof::tool
