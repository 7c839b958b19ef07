// creditproof bench batch: packed batches against a bare echo, PostgreSQL
// and Redis.
#pragma once

#include <cstdint>

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures over so many subjects, over plain TCP on
// loopback, and prints medians of interleaved runs; see docs/benchmarks.md.
absl::Status BenchBatch(std::uint32_t subjects, bool json);

}  // namespace creditproof::tool
