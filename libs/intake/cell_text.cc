#include "libs/intake/cell_text.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "libs/credit_code/code_points.h"

namespace creditproof::intake {
namespace {

constexpr int kExcerptCharacters = 20;
constexpr std::ptrdiff_t kTooManyDigits = 12;

// Where the last character of `text`, which is not empty, begins.
std::size_t LastCharacter(absl::string_view text) {
  std::size_t at = text.size() - 1;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) {
    --at;
  }
  return at;
}

// False for the first bytes of most characters: none of them is a blank.
bool MayBeginBlank(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte <= ' ' || (byte >= 0x80 && (byte < 0xE4 || byte > 0xE9));
}

// Blanks that have no place inside a name. A plain space has, in Latin ones.
bool IsStray(char32_t value) {
  return IsBlank(value) && value != ' ' && value != 0x3000 && value != 0xA0;
}

}  // namespace

absl::string_view TrimBlanks(absl::string_view text) {
  while (!text.empty() && MayBeginBlank(text[0])) {
    const CodePoint first = FirstCodePoint(text);
    if (!IsBlank(first.value)) break;
    text.remove_prefix(first.bytes);
  }
  while (!text.empty()) {
    const std::size_t last = LastCharacter(text);
    if (!MayBeginBlank(text[last])) break;
    if (!IsBlank(FirstCodePoint(text.substr(last)).value)) break;
    text.remove_suffix(text.size() - last);
  }
  return text;
}

std::string HalfWidthText(absl::string_view text) {
  std::string half;
  for (; !text.empty();) {
    const CodePoint point = FirstCodePoint(text);
    if (!IsBlank(point.value)) AppendUtf8(HalfWidth(point.value), half);
    text.remove_prefix(point.bytes);
  }
  return half;
}

std::string CleanName(absl::string_view name) {
  std::string clean;
  for (; !name.empty();) {
    const CodePoint point = FirstCodePoint(name);
    if (!IsStray(point.value)) clean.append(name.data(), point.bytes);
    name.remove_prefix(point.bytes);
  }
  return clean;
}

std::string Excerpt(absl::string_view text) {
  const std::string half = HalfWidthText(text);
  if (std::count_if(half.begin(), half.end(), absl::ascii_isdigit) >
      kTooManyDigits) {
    return "该值";
  }
  absl::string_view rest = text;
  for (int i = 0; i < kExcerptCharacters && !rest.empty(); ++i) {
    rest.remove_prefix(FirstCodePoint(rest).bytes);
  }
  return absl::StrCat("“", text.substr(0, text.size() - rest.size()),
                      rest.empty() ? "" : "…", "”");
}

}  // namespace creditproof::intake
