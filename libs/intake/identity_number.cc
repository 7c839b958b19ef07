#include "libs/intake/identity_number.h"

#include <algorithm>
#include <iterator>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/credit_code/code_points.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/date_cell.h"

namespace creditproof::intake {
namespace {

constexpr std::size_t kLength = 18;
constexpr std::size_t kRegionLength = 6;
constexpr std::size_t kBirthLength = 8;
constexpr std::size_t kTaxSuffix = 2;  // of the tax numbers of 个体工商户

// No such tax number was given after 2016, and nobody under age had one: what
// looks younger is the number of a document, with its date in it.
constexpr absl::string_view kNoTaxpayerBornSince = "20010101";

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

// A text as one half-width byte a character, so that places are counted in
// characters; what is not ASCII is a byte that no number has.
struct HalfWidthBytes {
  std::string bytes;
  std::vector<std::size_t> starts;  // in the text, of each; then its end
};
HalfWidthBytes Flatten(absl::string_view text, bool with_blanks) {
  constexpr char kOther = '\x7F';
  HalfWidthBytes flat;
  std::size_t at = 0;
  while (at < text.size()) {
    const CodePoint point = FirstCodePoint(text.substr(at));
    if (with_blanks || !IsBlank(point.value)) {
      const char32_t half = HalfWidth(point.value);
      flat.bytes.push_back(half < 0x80 ? static_cast<char>(half) : kOther);
      flat.starts.push_back(at);
    }
    at += point.bytes;
  }
  flat.starts.push_back(at);
  return flat;
}

// Whether a number with a right check character begins the digits at `at`,
// which are all there are in a row, and 2 at most stand behind it.
bool StartsAt(absl::string_view bytes, std::size_t at) {
  const absl::string_view number = bytes.substr(at, kLength);
  if (!LooksLikeIdentityNumber(number) || !HasRightCheck(number)) return false;
  if (!IsDigit(number.back())) return true;  // X ends it
  const auto end = std::find_if_not(bytes.begin() + at, bytes.end(), IsDigit);
  const auto digits = static_cast<std::size_t>(end - bytes.begin()) - at;
  return digits == kLength ||
         (digits == kLength + kTaxSuffix &&
          number.substr(kRegionLength, kBirthLength) < kNoTaxpayerBornSince);
}

// Where the first number at or after `from` starts, or npos.
std::size_t Find(absl::string_view bytes, std::size_t from) {
  for (std::size_t i = from; i + kLength <= bytes.size(); ++i) {
    const bool begins = IsDigit(bytes[i]) && (i == 0 || !IsDigit(bytes[i - 1]));
    if (begins && StartsAt(bytes, i)) return i;
  }
  return absl::string_view::npos;
}

// False for nearly every text: it has not 17 digits in a row, of any width and
// blanks aside.
bool MayHoldNumber(absl::string_view text) {
  std::size_t digits = 0;
  while (!text.empty()) {
    const char c = text[0];
    if (IsDigit(c)) {
      if (++digits == kLength - 1) return true;
      text.remove_prefix(1);
      continue;
    }
    if (absl::ascii_isascii(static_cast<unsigned char>(c)) && c > ' ') {
      digits = 0;
      text.remove_prefix(1);
      continue;
    }
    const CodePoint point = FirstCodePoint(text);
    const char32_t half = HalfWidth(point.value);
    if (half >= '0' && half <= '9') {
      if (++digits == kLength - 1) return true;
    } else if (!IsBlank(point.value)) {
      digits = 0;
    }
    text.remove_prefix(point.bytes);
  }
  return false;
}

std::string Mask(absl::string_view text, bool with_blanks) {
  const HalfWidthBytes flat = Flatten(text, with_blanks);
  std::string masked;
  std::size_t copied = 0;
  for (std::size_t at = Find(flat.bytes, 0); at != std::string::npos;
       at = Find(flat.bytes, at + kLength)) {
    const std::size_t hidden = flat.starts[at + kRegionLength];
    masked.append(text.data() + copied, hidden - copied);
    masked.append(kLength - kRegionLength, '*');
    const std::size_t last = flat.starts[at + kLength - 1];
    copied = last + FirstCodePoint(text.substr(last)).bytes;
  }
  masked.append(text.data() + copied, text.size() - copied);
  return masked;
}

}  // namespace

bool LooksLikeIdentityNumber(absl::string_view text) {
  if (text.size() != kLength) return false;
  if (!std::all_of(text.begin(), text.end() - 1, IsDigit)) return false;
  if (!IsDigit(text.back()) && text.back() != 'X' && text.back() != 'x') {
    return false;
  }
  if (text[0] == '9' && !HasRightCheck(text)) return false;
  const absl::string_view birth = text.substr(kRegionLength, kBirthLength);
  return (birth[0] == '1' || birth[0] == '2') && ReadDay(birth).has_value() &&
         birth >= "18900101" && birth < "21000101";
}

bool GivesIdentityNumber(absl::string_view code) {
  if (FirstBrokenRule(code) == CodeRule::kNone) return false;
  return LooksLikeIdentityNumber(code.substr(0, kLength)) ||
         HoldsIdentityNumber(code);
}

bool HoldsIdentityNumber(absl::string_view text) {
  if (!MayHoldNumber(text)) return false;
  for (const bool with_blanks : {true, false}) {
    if (Find(Flatten(text, with_blanks).bytes, 0) != std::string::npos) {
      return true;
    }
  }
  return false;
}

bool NamesPersonalNumber(absl::string_view header) {
  for (absl::string_view mark : {"身份证", "证件号", "护照号", "SFZ", "ZJHM"}) {
    if (absl::StrContains(header, mark)) return true;
  }
  return false;
}

std::string MaskIdentityNumbers(absl::string_view text) {
  return Mask(Mask(text, true), false);
}

}  // namespace creditproof::intake
