#include "libs/claim/report_number.h"

#include <array>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/crypto/digest.h"
#include "libs/partition/partition.h"

namespace creditproof::claim {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t kPayload = ReportNumber::kLength - 1;
constexpr std::uint32_t kRoutes = 1024;  // 10 bits

// `value` times x in GF(2)[x] / (x^5 + x^2 + 1).
unsigned TimesX(unsigned value) {
  const unsigned doubled = value << 1;
  return doubled & 32u ? doubled ^ 0b100101u : doubled;
}

// Horner's rule from the last character: the sum of c(i) x^(i+1).
char CheckCharacter(absl::string_view payload) {
  unsigned sum = 0;
  for (std::size_t i = payload.size(); i-- > 0;) {
    const auto value = static_cast<unsigned>(kAlphabet.find(payload[i]));
    sum = TimesX(sum ^ value);
  }
  return kAlphabet[sum];
}

std::string BigEndian64(std::uint64_t number) {
  std::string bytes;
  for (int shift = 56; shift >= 0; shift -= 8) {
    bytes += static_cast<char>(number >> shift & 255);
  }
  return bytes;
}

// What FoldCode leaves, with Crockford's look-alikes folded too.
std::string Fold(absl::string_view text) {
  std::string folded = FoldCode(text);
  for (char& letter : folded) {
    if (letter == 'I' || letter == 'L') letter = '1';
    if (letter == 'O') letter = '0';
  }
  return folded;
}

// Characters of UTF-8 text: what a person would count.
std::size_t CharacterCount(absl::string_view text) {
  std::size_t count = 0;
  for (const char byte : text) count += (byte & 0xC0) != 0x80;
  return count;
}

}  // namespace

ReportNumber ReportNumber::Make(absl::string_view secret,
                                const CreditCode& code,
                                absl::string_view client,
                                absl::string_view request_id) {
  const std::string mac = crypto::HmacSha256(
      secret, absl::StrCat(BigEndian64(client.size()), client, request_id));
  const std::uint32_t route = RoutingHash(code.text()) % kRoutes;

  // 10 bits of route, then the first 70 bits of the MAC: shifted right by 2.
  std::string packed(kPackedBytes, '\0');
  packed[0] = static_cast<char>(route >> 2);
  const auto byte = [&mac](std::size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(mac[i]));
  };
  packed[1] = static_cast<char>((route & 3) << 6 | byte(0) >> 2);
  for (std::size_t i = 2; i < kPackedBytes; ++i) {
    packed[i] = static_cast<char>((byte(i - 2) & 3) << 6 | byte(i - 1) >> 2);
  }
  return Unpack(packed);
}

absl::StatusOr<ReportNumber> ReportNumber::Parse(absl::string_view text) {
  std::string folded = Fold(text);
  if (CharacterCount(folded) != kLength) {
    return absl::InvalidArgumentError(
        absl::StrCat("报告编号应为17个字符（不计连字符），这里有",
                     CharacterCount(folded), "个"));
  }
  if (const std::size_t at = folded.find_first_not_of(kAlphabet.data());
      at != std::string::npos) {
    return absl::InvalidArgumentError(
        absl::StrCat("报告编号第", at + 1,
                     "个字符不会出现在编号中：编号只用数字和除I、L、O、U以外的"
                     "大写字母"));
  }
  if (folded.back() != CheckCharacter(folded.substr(0, kPayload))) {
    return absl::InvalidArgumentError(
        "报告编号的末位校验字符不符，有字符抄错或前后颠倒，请对照报告重新输入");
  }
  return ReportNumber(std::move(folded));
}

ReportNumber ReportNumber::Unpack(absl::string_view packed) {
  std::string text;
  for (std::size_t i = 0; i < kPayload; ++i) {
    const std::size_t bit = i * 5;
    const auto at = [&packed](std::size_t index) {
      return index < packed.size() ? static_cast<unsigned char>(packed[index])
                                   : 0u;
    };
    const unsigned pair = at(bit / 8) << 8 | at(bit / 8 + 1);
    text += kAlphabet[pair >> (11 - bit % 8) & 31];
  }
  text += CheckCharacter(text);
  return ReportNumber(std::move(text));
}

std::string ReportNumber::packed() const {
  std::string packed;
  std::uint32_t window = 0;
  int bits = 0;
  for (const char letter : absl::string_view(text_).substr(0, kPayload)) {
    window = window << 5 | static_cast<std::uint32_t>(kAlphabet.find(letter));
    bits += 5;
    if (bits < 8) continue;
    bits -= 8;
    packed += static_cast<char>(window >> bits & 255);
  }
  return packed;
}

std::string ReportNumber::printed() const {
  const absl::string_view text = text_;
  return absl::StrCat(text.substr(0, 4), "-", text.substr(4, 4), "-",
                      text.substr(8, 4), "-", text.substr(12, 4), "-",
                      text.substr(16));
}

std::uint32_t ReportNumber::PartitionUnder(
    std::uint32_t partition_count) const {
  const auto value = [this](std::size_t i) {
    return static_cast<std::uint32_t>(kAlphabet.find(text_[i]));
  };
  return (value(0) << 5 | value(1)) % partition_count;
}

}  // namespace creditproof::claim
