// Bytes to zlib's format.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::deflate {

// `level` is libdeflate's, 1 to 12.
std::string Deflate(absl::string_view bytes, int level);

}  // namespace creditproof::deflate
