// Ids that follow from what they stand for.
#pragma once

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::ingestion {

// 32 lower-case hex digits: first 16 bytes of SHA-256 over the parts, each
// after its length (4 bytes, big-endian).
std::string DerivedId(std::initializer_list<absl::string_view> parts);

}  // namespace creditproof::ingestion
