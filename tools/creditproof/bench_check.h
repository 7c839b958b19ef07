// creditproof bench check: the unary check against a bare echo.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures inside this process, over plain TCP on loopback,
// and prints medians of interleaved runs; see docs/benchmarks.md.
absl::Status BenchCheck(bool json);

}  // namespace creditproof::tool
