// The 72 bytes of a claim: fields in, bytes out, and back.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/claim/claim.h"

namespace creditproof::claim {

// What a claim about `data`, whose canonical bytes are `canonical`, says.
// Fails with INVALID_ARGUMENT when a field does not fit.
absl::StatusOr<Claim> ClaimOf(const report::v1::ReportData& data,
                              absl::string_view canonical,
                              absl::string_view key_id);

// The 72 bytes.
std::string WriteBody(const Claim& claim);

// From the 72 bytes. Fails with INVALID_ARGUMENT.
absl::StatusOr<Claim> ReadBody(absl::string_view body);

}  // namespace creditproof::claim
