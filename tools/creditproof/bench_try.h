// creditproof bench try: a trial of a policy against a bare scan.
#pragma once

#include "absl/status/status.h"

namespace creditproof::tool {

// Fills a store with 3.4 million standings and tries a policy on them, in turns
// with a scan that reads the same keys and does nothing with them; see
// docs/benchmarks.md.
absl::Status BenchTry(bool json);

}  // namespace creditproof::tool
