// UTF-8 to the characters that a page draws.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::report {

// Stands for bytes that are no UTF-8 (RFC 3629). No face has a glyph for it.
inline constexpr char32_t kMalformed = 0xFFFFFFFF;

std::u32string Decode(absl::string_view text);

// Writes `character`, a code point of Unicode, back as UTF-8.
std::string Encode(char32_t character);

// UTF-16BE in hexadecimal, beyond the first plane as a surrogate pair.
std::string Utf16Hex(char32_t character);

}  // namespace creditproof::report
