// creditproof bench verify: verifying by number, by QR text and by upload, and
// registering, each against what it cannot do without.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures inside this process, over plain TCP on loopback,
// and prints medians of interleaved runs; see docs/benchmarks.md.
absl::Status BenchVerify(bool json);

}  // namespace creditproof::tool
