#include "libs/intake/identity_number.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "libs/intake/date_cell.h"

namespace creditproof::intake {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kRegionLength = 6;

bool IsDigit(char c) {
  return absl::ascii_isdigit(static_cast<unsigned char>(c));
}

bool HasRightCheck(absl::string_view number) {
  constexpr int kWeights[] = {7, 9, 10, 5,  8, 4, 2, 1, 6,
                              3, 7, 9,  10, 5, 8, 4, 2};
  int sum = 0;
  for (std::size_t i = 0; i < std::size(kWeights); ++i) {
    sum += (number[i] - '0') * kWeights[i];
  }
  return absl::ascii_toupper(static_cast<unsigned char>(number.back())) ==
         "10X98765432"[sum % 11];
}

// Where the first number at or after `from` starts, or npos.
std::size_t Find(absl::string_view text, std::size_t from) {
  std::size_t digits = 0;
  for (std::size_t i = from; i < text.size(); ++i) {
    const bool ends = digits >= kLength - 1;
    if (ends && (i < kLength || !IsDigit(text[i - kLength]))) {
      const absl::string_view number = text.substr(i + 1 - kLength, kLength);
      const bool goes_on = i + 1 < text.size() && IsDigit(text[i + 1]);
      if (!goes_on && LooksLikeIdentityNumber(number) &&
          HasRightCheck(number)) {
        return i + 1 - kLength;
      }
    }
    digits = IsDigit(text[i]) ? digits + 1 : 0;
  }
  return absl::string_view::npos;
}

}  // namespace

bool LooksLikeIdentityNumber(absl::string_view text) {
  if (text.size() != kLength) return false;
  if (!std::all_of(text.begin(), text.end() - 1, IsDigit)) return false;
  if (!IsDigit(text.back()) && text.back() != 'X' && text.back() != 'x') {
    return false;
  }
  const absl::string_view birth = text.substr(kRegionLength, 8);
  return (birth[0] == '1' || birth[0] == '2') && ReadDay(birth).has_value() &&
         birth >= "18900101" && birth < "21000101";
}

bool HoldsIdentityNumber(absl::string_view text) {
  // 17 digits in a row have one at a multiple of 17, which few texts have.
  for (std::size_t i = 0; i < text.size(); i += kLength - 1) {
    if (IsDigit(text[i])) return Find(text, 0) != absl::string_view::npos;
  }
  return false;
}

std::string MaskIdentityNumbers(absl::string_view text) {
  std::string masked(text);
  std::size_t at = Find(masked, 0);
  while (at != std::string::npos) {
    masked.replace(at + kRegionLength, kLength - kRegionLength,
                   kLength - kRegionLength, '*');
    at = Find(masked, at + kLength);
  }
  return masked;
}

}  // namespace creditproof::intake
