// Asks verification, at the instance that can know.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "tools/creditproof/connection.h"

namespace creditproof::tool {

// A PDF is sent in pieces; what has only a SHA-256 is asked of all instances:
// unless one knows the report, any that cannot be asked is an error, lest 08 be
// said too early.
absl::StatusOr<verification::v1::VerifyReportResponse> VerifyOnline(
    const Connection& connection,
    const verification::v1::VerifyReportRequest& request);

}  // namespace creditproof::tool
