// The modules of a QR code back to its text, by another library than the one
// that drew them.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "libs/qr/qr.h"

namespace creditproof::qr {

// Corrects errors as any reader does. Fails with INVALID_ARGUMENT when this is
// no QR code that can be read.
absl::StatusOr<std::string> Read(const Matrix& matrix);

}  // namespace creditproof::qr
