// creditproof audit verify: whether every audit trail is as it was written.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {

// `checkpoint_file` empty for none. Says the exit status.
absl::StatusOr<int> VerifyTrails(const Tool& tool,
                                 const std::string& checkpoint_file);

}  // namespace creditproof::tool
