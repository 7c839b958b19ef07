// The ends of audit chains that an earlier `audit verify` saw, in a file that
// the operator keeps away from the services: one JSON object a line.
#pragma once

#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/audit/v1/audit.pb.h"

namespace creditproof::tool {

// By service and the partitions of its instance, as text: addresses change.
using Checkpoints =
    std::map<std::pair<std::string, std::string>, audit::v1::ChainPoint>;

// None when there is no such file yet. Fails with INVALID_ARGUMENT, naming the
// line that cannot be read.
absl::StatusOr<Checkpoints> ReadCheckpoints(const std::string& file);

absl::Status WriteCheckpoints(const std::string& file,
                              const Checkpoints& checkpoints);

}  // namespace creditproof::tool
