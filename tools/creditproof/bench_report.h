// creditproof bench report: rendering and signing against what cannot be left
// out and against other software, and issuing end to end.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Starts all that it measures and prints medians of interleaved runs; see
// docs/benchmarks.md.
absl::Status BenchReport(bool json);

}  // namespace creditproof::tool
