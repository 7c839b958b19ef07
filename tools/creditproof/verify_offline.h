// Proves a report with the issuer's public keys alone, asking nobody. What
// happened after issue it knows from status lists at best, and says so.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/report/issuer_keys.h"
#include "tools/creditproof/status_lists.h"

namespace creditproof::tool {

// `lists` is null when none were given.
verification::v1::VerifyReportResponse VerifyPdfOffline(
    absl::string_view pdf, const report::IssuerKeys& keys,
    const StatusLists* lists);

verification::v1::VerifyReportResponse VerifyQrOffline(
    absl::string_view qr_text, const report::IssuerKeys& keys,
    const StatusLists* lists);

}  // namespace creditproof::tool
