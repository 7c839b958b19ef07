// Times as people type them.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <string>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// A day, `2026-12-31`: its beginning in China. Or a moment of it, in China or
// with its offset: `2026-12-31 09:30:00`, `2026-12-31T09:30:00+08:00`. Both
// fail with INVALID_ARGUMENT.
absl::StatusOr<google::protobuf::Timestamp> BeginArgument(
    const std::string& text);

// Likewise; of a day its end.
absl::StatusOr<google::protobuf::Timestamp> EndArgument(
    const std::string& text);

}  // namespace creditproof::tool
