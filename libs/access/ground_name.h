// What the audit trail calls a ground before it is judged, and a look that was
// not let in.
#pragma once

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "creditproof/access/v1/ground.pb.h"

namespace creditproof::access {

// "SUBJECT", "GRANT", "DUTY", or "" for no ground.
absl::string_view GroundName(const v1::Ground& ground);

// The outcome of a look that Judge::Admit failed: "GROUND_REFUSED", or
// "UNAVAILABLE" when nobody could tell.
absl::string_view OutcomeOf(const absl::Status& not_admitted);

}  // namespace creditproof::access
