// Work of this process kept going for a while, and what it cost.
#pragma once

#include <cstdint>
#include <functional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

// Its `number`th, from 0; called by several threads at once.
using Work = std::function<absl::Status(std::uint32_t number)>;

// Has each of `threads` do one piece after another for `time`. Fails when a
// piece does.
absl::StatusOr<LoadFigures> KeepWorking(int threads, absl::Duration time,
                                        const Work& work);

}  // namespace creditproof::tool
