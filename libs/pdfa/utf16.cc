#include "libs/pdfa/utf16.h"

#include "absl/strings/match.h"

namespace creditproof::pdfa {
namespace {

char32_t UnitAt(absl::string_view bytes, std::size_t at) {
  return static_cast<char32_t>(static_cast<unsigned char>(bytes[at])) << 8 |
         static_cast<unsigned char>(bytes[at + 1]);
}

bool IsHigh(char32_t unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool IsLow(char32_t unit) { return unit >= 0xDC00 && unit < 0xE000; }

void AppendUtf8(std::string& text, char32_t c) {
  const auto follow = [&](int shift) {
    text += static_cast<char>(0x80 | (c >> shift & 0x3F));
  };
  if (c < 0x80) {
    text += static_cast<char>(c);
  } else if (c < 0x800) {
    text += static_cast<char>(0xC0 | c >> 6);
    follow(0);
  } else if (c < 0x10000) {
    text += static_cast<char>(0xE0 | c >> 12);
    follow(6);
    follow(0);
  } else {
    text += static_cast<char>(0xF0 | c >> 18);
    follow(12);
    follow(6);
    follow(0);
  }
}

}  // namespace

std::vector<char32_t> FromUtf16(absl::string_view bytes) {
  std::vector<char32_t> characters;
  for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
    const char32_t unit = UnitAt(bytes, at);
    if (IsHigh(unit) && at + 3 < bytes.size() && IsLow(UnitAt(bytes, at + 2))) {
      at += 2;
      characters.push_back(0x10000 + ((unit - 0xD800) << 10) +
                           (UnitAt(bytes, at) - 0xDC00));
    } else {
      characters.push_back(unit);
    }
  }
  return characters;
}

std::string TextOf(absl::string_view string) {
  if (!absl::StartsWith(string, "\xFE\xFF")) return std::string(string);
  std::string text;
  for (const char32_t c : FromUtf16(string.substr(2))) AppendUtf8(text, c);
  return text;
}

}  // namespace creditproof::pdfa
