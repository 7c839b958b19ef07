// Proves a report with the issuer's public keys alone, asking nobody. It cannot
// know what happened after issue, and says so.
#pragma once

#include "absl/strings/string_view.h"
#include "creditproof/verification/v1/verification_service.pb.h"
#include "libs/report/issuer_keys.h"

namespace creditproof::tool {

verification::v1::VerifyReportResponse VerifyPdfOffline(
    absl::string_view pdf, const report::IssuerKeys& keys);

verification::v1::VerifyReportResponse VerifyQrOffline(
    absl::string_view qr_text, const report::IssuerKeys& keys);

}  // namespace creditproof::tool
