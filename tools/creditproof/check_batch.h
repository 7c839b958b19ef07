// creditproof check --batch: many subjects at once.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "tools/creditproof/connection.h"

namespace creditproof::tool {

// Asks `question`, which lacks codes and ground, about every code in `file`,
// one a line, `-` for standard input. Prints those that are not ELIGIBLE, in
// their order within a batch, and how many are. 0 when all are, else 3.
absl::StatusOr<int> CheckBatch(
    const Connection& connection, const std::string& file,
    eligibility::v1::BatchCheckEligibilityRequest question, bool json);

}  // namespace creditproof::tool
