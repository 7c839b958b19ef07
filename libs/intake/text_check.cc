#include "libs/intake/text_check.h"

#include "libs/credit_code/code_points.h"

namespace creditproof::intake {
namespace {

bool IsControl(char32_t value) {
  return value == 0x7F || (value >= 0x80 && value <= 0x9F) ||
         (value >= 0x202A && value <= 0x202E) ||  // bidirectional overrides
         (value >= 0x2066 && value <= 0x2069);
}

}  // namespace

TextFault CheckText(absl::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x20) {
      const bool ends_line =
          byte == '\n' ||
          (byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n');
      if (!ends_line && byte != '\t') return TextFault::kControl;
    } else if (byte == 0x7F || byte == 0xC2 || byte == 0xE2 || byte == 0xEF) {
      const char32_t value = FirstCodePoint(text.substr(i)).value;
      if (IsControl(value)) return TextFault::kControl;
      if (value >= 0xFFFD && value <= 0xFFFF) return TextFault::kReplacement;
    }
  }
  return TextFault::kNone;
}

}  // namespace creditproof::intake
