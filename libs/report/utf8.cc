#include "libs/report/utf8.h"

#include "libs/report/hex.h"

namespace creditproof::report {
namespace {

constexpr char32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};

// How many bytes the character that `first` leads takes; 0 for no leader.
std::size_t LengthOf(unsigned char first) {
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first < 0xE0) return 2;
  if (first >= 0xE0 && first < 0xF0) return 3;
  if (first >= 0xF0 && first < 0xF5) return 4;
  return 0;
}

// The character of `bytes`, all of one.
char32_t DecodeOne(absl::string_view bytes) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (bytes.size() == 1) return first;
  char32_t character = first & (0xFFu >> (bytes.size() + 1));
  for (const char byte : bytes.substr(1)) {
    if ((byte & 0xC0) != 0x80) return kMalformed;
    character = character << 6 | (static_cast<unsigned char>(byte) & 0x3F);
  }
  const bool surrogate = character >= 0xD800 && character < 0xE000;
  const bool in_range =
      character >= kSmallest[bytes.size()] && character <= 0x10FFFF;
  return in_range && !surrogate ? character : kMalformed;
}

}  // namespace

std::u32string Decode(absl::string_view text) {
  std::u32string characters;
  characters.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = LengthOf(static_cast<unsigned char>(text[0]));
    if (length == 0 || length > text.size()) {
      characters += kMalformed;
      text.remove_prefix(1);
      continue;
    }
    characters += DecodeOne(text.substr(0, length));
    text.remove_prefix(length);
  }
  return characters;
}

std::string Encode(char32_t character) {
  const auto lead = [character](unsigned mark, int shift) {
    return static_cast<char>(mark | character >> shift);
  };
  const auto tail = [character](int shift) {
    return static_cast<char>(0x80 | (character >> shift & 0x3F));
  };
  if (character < 0x80) return {lead(0, 0)};
  if (character < 0x800) return {lead(0xC0, 6), tail(0)};
  if (character < 0x10000) return {lead(0xE0, 12), tail(6), tail(0)};
  return {lead(0xF0, 18), tail(12), tail(6), tail(0)};
}

std::string Utf16Hex(char32_t character) {
  const auto code = static_cast<unsigned>(character);
  std::string hex;
  if (code < 0x10000) {
    AppendHex16(hex, code);
    return hex;
  }
  const unsigned offset = code - 0x10000;
  AppendHex16(hex, 0xD800 + (offset >> 10));
  AppendHex16(hex, 0xDC00 + (offset & 0x3FF));
  return hex;
}

}  // namespace creditproof::report
