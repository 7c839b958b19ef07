// Unary calls at a given rate, whether or not the ones before were answered.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/creditproof/bench_calls.h"

namespace creditproof::tool {

// `start` gets loops below this.
inline constexpr std::size_t kMostPaced = 8'192;

// Starts a call every 1 / `calls_per_second` for `time`. A latency counts from
// when the call was due, so that one answer that takes long is not hidden by
// the calls it held up. Fails when a call does, or when answers fall so far
// behind that kMostPaced calls are under way.
absl::StatusOr<LoadFigures> KeepPace(double calls_per_second,
                                     absl::Duration time,
                                     const StartCall& start);

}  // namespace creditproof::tool
