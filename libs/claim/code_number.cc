#include "libs/claim/code_number.h"

#include <algorithm>

#include "absl/status/status.h"

namespace creditproof::claim {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr unsigned kBase = 31;

}  // namespace

std::string PackCode(const CreditCode& code) {
  std::string number(kCodeBytes, '\0');
  for (const char letter : code.text()) {
    auto carry = static_cast<unsigned>(kAlphabet.find(letter));
    for (std::size_t i = kCodeBytes; i-- > 0;) {
      carry += static_cast<unsigned char>(number[i]) * kBase;
      number[i] = static_cast<char>(carry & 255);
      carry >>= 8;
    }
  }
  return number;
}

absl::StatusOr<CreditCode> UnpackCode(absl::string_view packed) {
  std::string number(packed);
  std::string text;
  for (std::size_t digit = 0; digit < CreditCode::kLength; ++digit) {
    unsigned remainder = 0;
    for (char& byte : number) {
      remainder = remainder << 8 | static_cast<unsigned char>(byte);
      byte = static_cast<char>(remainder / kBase);
      remainder %= kBase;
    }
    text += kAlphabet[remainder];
  }
  if (number.find_first_not_of('\0') != std::string::npos) {
    return absl::InvalidArgumentError("more than 18 characters of a code");
  }
  std::reverse(text.begin(), text.end());
  return CreditCode::Parse(text);
}

}  // namespace creditproof::claim
