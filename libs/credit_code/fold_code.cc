#include "absl/strings/ascii.h"
#include "libs/credit_code/code_points.h"
#include "libs/credit_code/credit_code.h"

namespace creditproof {
namespace {

bool IsHyphen(char32_t value) {
  return value == '-' || (value >= 0x2010 && value <= 0x2015) ||
         value == 0x2212;
}

}  // namespace

std::string FoldCode(absl::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const auto byte = static_cast<unsigned char>(text[0]);
    if (absl::ascii_isalnum(byte)) {  // nearly always
      folded.push_back(absl::ascii_toupper(byte));
      text.remove_prefix(1);
      continue;
    }
    const CodePoint point = FirstCodePoint(text);
    const char32_t value = HalfWidth(point.value);
    if (value < 0x80 && !IsBlank(value) && !IsHyphen(value)) {
      folded.push_back(absl::ascii_toupper(static_cast<unsigned char>(value)));
    } else if (!IsBlank(value) && !IsHyphen(value)) {
      folded.append(text.data(), point.bytes);
    }
    text.remove_prefix(point.bytes);
  }
  return folded;
}

}  // namespace creditproof
