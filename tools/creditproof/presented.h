// What `creditproof verify` is given, as verification takes it.
#pragma once

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/verification/v1/verification_service.pb.h"

namespace creditproof::tool {

// Of a file: a PDF as it is, of a scan or photo (PNG, JPEG) the text of its QR
// code. Fails with INVALID_ARGUMENT when there is no such code, or there are
// several of reports.
absl::StatusOr<verification::v1::VerifyReportRequest> PresentedIn(
    const std::string& file);

// 32 bytes, of 64 hexadecimal digits. Fails with INVALID_ARGUMENT.
absl::StatusOr<std::string> ParseSha256(absl::string_view text);

}  // namespace creditproof::tool
