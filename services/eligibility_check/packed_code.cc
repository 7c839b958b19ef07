#include "services/eligibility_check/packed_code.h"

#include <array>
#include <cstddef>

#include "libs/credit_code/credit_code.h"

namespace creditproof::eligibility_check {
namespace {

constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
constexpr std::uint64_t kBase = 31;
static_assert(kAlphabet.size() == kBase);

// Of no character; more than any sum of values has in these bits.
constexpr std::uint8_t kNone = 0x80;

constexpr std::array<std::uint8_t, 256> MakeValues() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::size_t i = 0; i < kAlphabet.size(); ++i) {
    values[static_cast<unsigned char>(kAlphabet[i])] =
        static_cast<std::uint8_t>(i);
  }
  return values;
}
constexpr std::array<std::uint8_t, 256> kValues = MakeValues();

// Reads characters as the digits of a number. What is no character of the
// alphabet leaves its mark in `seen`.
template <std::size_t kCount>
std::uint64_t Read(const char* text, std::uint64_t base, unsigned& seen) {
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < kCount; ++i) {
    const std::uint8_t value = kValues[static_cast<unsigned char>(text[i])];
    seen |= value;
    number = number * base + value;
  }
  return number;
}

// One to one.
std::uint64_t Mix(std::uint64_t x) {
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93;  // odd
  x ^= x >> 32;
  x *= 0xd6e8feb86659fd93;
  x ^= x >> 32;
  return x;
}

// One to one as well: `low` stays, and for each of its values `high` is mixed.
// Evenly, also over the few values that the fronts of real codes have.
PackedCode Spread(PackedCode code) {
  code.high = Mix(code.high ^ code.low * 0x9e3779b97f4a7c15);
  return code;
}

bool AreDigits(const char* text) {
  bool digits = true;
  for (int i = 0; i < 6; ++i) digits &= text[i] >= '0' && text[i] <= '9';
  return digits;
}

}  // namespace

std::optional<PackedCode> PackCode(absl::string_view code) {
  if (code.size() != CreditCode::kLength) return std::nullopt;
  const char* text = code.data();
  unsigned seen = 0;
  // 31^2 * 10^6 values are 30 bits, 31^10 are 50. In halves, so that the
  // processor reads both at once.
  const std::uint64_t front =
      Read<2>(text, kBase, seen) * 1'000'000 + Read<6>(text + 2, 10, seen);
  constexpr std::uint64_t kBaseTo5 = kBase * kBase * kBase * kBase * kBase;
  const std::uint64_t back = Read<5>(text + 8, kBase, seen) * kBaseTo5 +
                             Read<5>(text + 13, kBase, seen);
  if ((seen & kNone) != 0 || !AreDigits(text + 2)) return std::nullopt;
  constexpr int kBackBits = 50;
  return Spread({back | front << kBackBits,
                 static_cast<std::uint16_t>(front >> (64 - kBackBits))});
}

}  // namespace creditproof::eligibility_check
