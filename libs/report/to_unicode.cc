#include "libs/report/to_unicode.h"

#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr std::size_t kUnit = 4;  // digits
constexpr char32_t kHighSurrogate = 0xD800;
constexpr char32_t kLowSurrogate = 0xDC00;
constexpr char32_t kBehindSurrogates = 0xE000;

absl::Status Broken() {
  return absl::InvalidArgumentError("a font's map of meanings is malformed");
}

// One character, in one or two units; nothing for others.
std::string FromUtf16Hex(absl::string_view hex) {
  const int first = ReadHexNumber(hex.substr(0, kUnit));
  if (first < 0) return {};
  const auto high = static_cast<char32_t>(first);
  const bool surrogate = high >= kHighSurrogate && high < kBehindSurrogates;
  if (!surrogate) return hex.size() == kUnit ? Encode(high) : std::string();
  const int second =
      hex.size() == 2 * kUnit ? ReadHexNumber(hex.substr(kUnit)) : -1;
  const auto low = static_cast<char32_t>(second);
  if (high >= kLowSurrogate || second < 0 || low < kLowSurrogate ||
      low >= kBehindSurrogates) {
    return {};
  }
  constexpr char32_t kFirstBeyond = 0x10000;
  constexpr int kLowBits = 10;
  return Encode(kFirstBeyond + ((high - kHighSurrogate) << kLowBits) +
                (low - kLowSurrogate));
}

}  // namespace

int ReadHexNumber(absl::string_view digits) {
  if (digits.empty() || digits.size() > kUnit) return -1;
  int number = 0;
  for (const char digit : digits) {
    const bool decimal = digit >= '0' && digit <= '9';
    if (!decimal && (digit < 'A' || digit > 'F')) return -1;
    number = number * 16 + (decimal ? digit - '0' : digit - 'A' + 10);
  }
  return number;
}

absl::StatusOr<CodeMeanings> ReadToUnicode(absl::string_view cmap) {
  CodeMeanings meanings;
  for (const absl::string_view line : absl::StrSplit(cmap, '\n')) {
    if (!absl::StartsWith(line, "<")) continue;
    const std::pair<absl::string_view, absl::string_view> sides =
        absl::StrSplit(line.substr(1), absl::MaxSplits("><", 1));
    const int code = ReadHexNumber(sides.first);
    if (code < 0 || !absl::EndsWith(sides.second, ">")) return Broken();
    std::string meaning =
        FromUtf16Hex(sides.second.substr(0, sides.second.size() - 1));
    if (meaning.empty()) return Broken();
    meanings[static_cast<unsigned>(code)] = std::move(meaning);
  }
  return meanings;
}

}  // namespace creditproof::report
