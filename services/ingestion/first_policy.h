// The policy that an installation starts with.
#pragma once

#include "absl/status/status.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Activates `policy` in every partition whose log has no policy yet.
absl::Status ActivateFirstPolicy(const policy::v1::Policy& policy,
                                 Writer& writer);

}  // namespace creditproof::ingestion
