// The revocations of reports that were proposed, and what became of them.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/revocation_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Kept beside the log, in family `decisions`, as bars are (bars.h); what was
// revoked stands in the log, by the same act.
//   "r" || proposal id (32) -> Revocation
//   "n" || report number (17) -> proposal id of the latest
//   "u" || propose time, microseconds (8) || proposal id -> ""

// Nothing for an unknown id.
absl::StatusOr<std::optional<v1::Revocation>> FindRevocation(
    const View& view, absl::string_view proposal_id);

// The latest about the report. Nothing when there was none.
absl::StatusOr<std::optional<v1::Revocation>> FindRevocationOf(
    const View& view, absl::string_view report_number);

void AddRevocation(const v1::Revocation& revocation, View& view);
v1::Revocation PutRevocation(v1::Revocation revocation, View& view);

// What the keys of all start with; propose time and proposal id come behind.
inline constexpr absl::string_view kAllRevocations = "u";

}  // namespace creditproof::ingestion
