#include "libs/claim/base32.h"

#include <cstdint>

#include "absl/strings/str_cat.h"

namespace creditproof::claim {
namespace {

constexpr absl::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

}  // namespace

std::string EncodeBase32(absl::string_view bytes) {
  std::string text;
  text.reserve((bytes.size() * 8 + 4) / 5);
  std::uint32_t window = 0;
  int bits = 0;
  for (const char byte : bytes) {
    window = window << 8 | static_cast<unsigned char>(byte);
    for (bits += 8; bits >= 5; bits -= 5) {
      text += kAlphabet[window >> (bits - 5) & 31];
    }
  }
  if (bits > 0) text += kAlphabet[window << (5 - bits) & 31];
  return text;
}

absl::StatusOr<std::string> DecodeBase32(absl::string_view text) {
  std::string bytes;
  bytes.reserve(text.size() * 5 / 8);
  std::uint32_t window = 0;
  int bits = 0;
  for (const char letter : text) {
    const std::size_t value = kAlphabet.find(letter);
    if (value == absl::string_view::npos) {
      return absl::InvalidArgumentError(absl::StrCat(
          "\"", absl::string_view(&letter, 1), "\" is no character of Base32"));
    }
    window = window << 5 | static_cast<std::uint32_t>(value);
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes += static_cast<char>(window >> bits & 255);
  }
  if (bits >= 5) {
    return absl::InvalidArgumentError("Base32 text of this length is cut off");
  }
  if ((window & ((1u << bits) - 1)) != 0) {
    return absl::InvalidArgumentError("unused bits of Base32 are not zero");
  }
  return bytes;
}

}  // namespace creditproof::claim
