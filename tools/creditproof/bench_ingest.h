// creditproof bench ingest: deliveries against a bare RocksDB.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures inside this process and prints medians of
// interleaved runs; see docs/benchmarks.md.
absl::Status BenchIngest(bool json);

}  // namespace creditproof::tool
