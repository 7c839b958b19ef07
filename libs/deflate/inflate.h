// zlib's format back to bytes, for reading a file that need not be ours.
#pragma once

#include <cstddef>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::deflate {

// Fails with INVALID_ARGUMENT when `deflated` is malformed, or holds more than
// `most_bytes`, or goes on behind its end.
absl::StatusOr<std::string> Inflate(absl::string_view deflated,
                                    std::size_t most_bytes);

}  // namespace creditproof::deflate
