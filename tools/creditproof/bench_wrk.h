// wrk, which asks the same over HTTP as fast as it is answered.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

// Fails with NOT_FOUND, saying how it is installed, where it is not.
absl::Status CheckWrk();

// Posts the JSON `body` to `url` for `time`, whole seconds, over
// kWrkConnections at once. Fails when any request does.
inline constexpr int kWrkConnections = 64;
absl::StatusOr<LoadFigures> RunWrk(const std::string& url,
                                   const std::string& body,
                                   absl::Duration time);

}  // namespace creditproof::tool
