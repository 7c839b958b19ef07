// Text to the modules of a QR code (ISO/IEC 18004).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::qr {

// A square of modules without the quiet zone. Row by row, 1 is dark, 0 light: a
// byte each, since bits would take longer to set than the rest of a code.
struct Matrix {
  int size;
  std::vector<std::uint8_t> dark;

  bool at(int x, int y) const {
    return dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                static_cast<std::size_t>(x)] != 0;
  }
};

// Alphanumeric mode, error correction level M. `text` holds only 0-9, A-Z and
// ` $%*+-./:`; at most 311 characters (version 10 or less, 57 modules;
// INVALID_ARGUMENT beyond). Deterministic: always mask 3.
absl::StatusOr<Matrix> Encode(absl::string_view text);

}  // namespace creditproof::qr
