// Which registered report something says it is, whatever is thought of it.
#pragma once

#include <optional>

#include "absl/strings/string_view.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/claim/report_number.h"
#include "services/verification/registry.h"

namespace creditproof::verification {

// The number that was typed, or that the QR text claims, registered or not.
// Nothing when neither was given, or it cannot be read.
std::optional<claim::ReportNumber> TypedOrScanned(
    const v1::VerifyReportRequest& request);

// By the number, the claim in the QR text or file, or the digest. Nothing when
// none can be read, or no report that is registered here has it.
std::optional<claim::ReportNumber> ClaimedNumber(
    const v1::VerifyReportRequest& request, const Registry& registry);
std::optional<claim::ReportNumber> ClaimedNumber(absl::string_view pdf,
                                                 const Registry& registry);

}  // namespace creditproof::verification
