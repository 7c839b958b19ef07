#include "libs/credit_code/code_points.h"

namespace creditproof {
namespace {

// How long the character starting with `lead` says it is, 0 for no lead byte.
std::size_t ClaimedBytes(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xC2) return 0;
  if (lead < 0xE0) return 2;
  if (lead < 0xF0) return 3;
  return lead < 0xF5 ? 4 : 0;
}

}  // namespace

CodePoint FirstCodePoint(absl::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t bytes = ClaimedBytes(lead);
  if (bytes < 2 || bytes > text.size()) return {lead, 1};

  char32_t value = lead & (0xFFU >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    const auto trail = static_cast<unsigned char>(text[i]);
    if ((trail & 0xC0U) != 0x80U) return {lead, 1};
    value = value << 6 | (trail & 0x3FU);
  }
  return {value, bytes};
}

void AppendUtf8(char32_t value, std::string& text) {
  const auto add = [&text](char32_t byte) {
    text.push_back(static_cast<char>(byte));
  };
  if (value < 0x80) return add(value);
  if (value < 0x800) {
    add(0xC0 | value >> 6);
  } else {
    if (value < 0x10000) {
      add(0xE0 | value >> 12);
    } else {
      add(0xF0 | value >> 18);
      add(0x80 | (value >> 12 & 0x3F));
    }
    add(0x80 | (value >> 6 & 0x3F));
  }
  add(0x80 | (value & 0x3F));
}

char32_t HalfWidth(char32_t value) {
  return value >= 0xFF01 && value <= 0xFF5E ? value - 0xFEE0 : value;
}

bool IsBlank(char32_t value) {
  return value == ' ' || (value >= '\t' && value <= '\r') || value == 0xA0 ||
         (value >= 0x2000 && value <= 0x200F) || value == 0x202F ||
         value == 0x2060 || value == 0x3000 || value == 0xFEFF ||
         value == 0xE5E5;  // GB 18030 A3A0, which old software types as a space
}

}  // namespace creditproof
