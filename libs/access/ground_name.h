// What the audit trail calls a ground before it is judged.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/access/v1/ground.pb.h"

namespace creditproof::access {

// "SUBJECT", "GRANT", "DUTY", or "" for no ground.
absl::string_view GroundName(const v1::Ground& ground);

}  // namespace creditproof::access
