// What wrk says of a run with tools/bench_peers/wrk.lua.
#pragma once

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "tools/creditproof/bench_meter.h"

namespace creditproof::tool {

// Its last line; `cpu_us`, of which it knows nothing, is 0. Fails when there is
// no such line, when nothing was answered, or when any request was answered by
// an error or not at all.
absl::StatusOr<LoadFigures> ParseWrk(absl::string_view output);

}  // namespace creditproof::tool
