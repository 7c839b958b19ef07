// Peers of the benchmarks that run on Node: tools/bench_peers.
#pragma once

#include <filesystem>

#include "absl/status/status.h"

namespace creditproof::tool {

// Puts their programs into `folder`, and installs what these need, from a
// registry. Fails with UNAVAILABLE, saying why.
absl::Status InstallPeers(const std::filesystem::path& folder);

}  // namespace creditproof::tool
