// Base32 (RFC 4648 section 6) without padding: the alphabet that a QR code
// packs densely and a URL carries as it is.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::claim {

std::string EncodeBase32(absl::string_view bytes);

// Accepts only what EncodeBase32 writes: upper case, no padding, unused bits
// zero. Fails with INVALID_ARGUMENT.
absl::StatusOr<std::string> DecodeBase32(absl::string_view text);

}  // namespace creditproof::claim
