// UTF-8 read and written character by character, for the foldings of codes,
// names and document numbers.
#pragma once

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof {

// One character and how many bytes it takes.
struct CodePoint {
  char32_t value;
  std::size_t bytes;
};

// The first character of `text`, which is not empty. A byte that starts no
// character comes back as its own value, 1 byte long.
CodePoint FirstCodePoint(absl::string_view text);

void AppendUtf8(char32_t value, std::string& text);

// U+FF01 to U+FF5E as the ASCII character of the same shape; others unchanged.
char32_t HalfWidth(char32_t value);

// Spaces of every width, tabs, line breaks and the invisible marks that are
// pasted along with text.
bool IsBlank(char32_t value);

}  // namespace creditproof
