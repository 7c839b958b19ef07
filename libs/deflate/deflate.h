// Bytes to zlib's format (RFC 1950).
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::deflate {

// `level` is libdeflate's, 1 to 12.
std::string Deflate(absl::string_view bytes, int level);

// To gzip's (RFC 1952), likewise.
std::string Gzip(absl::string_view bytes, int level);

}  // namespace creditproof::deflate
