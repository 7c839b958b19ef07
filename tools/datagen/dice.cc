#include "tools/datagen/dice.h"

namespace creditproof::datagen {
namespace {

constexpr std::uint64_t kGamma = 0x9E3779B97F4A7C15;

std::uint64_t Mix(std::uint64_t z) {
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9;
  z = (z ^ z >> 27) * 0x94D049BB133111EB;
  return z ^ z >> 31;
}

}  // namespace

Dice::Dice(std::uint64_t seed, std::uint64_t index)
    : state_(Mix(Mix(seed + kGamma) + index)) {}

std::uint64_t Dice::Next() {
  state_ += kGamma;
  return Mix(state_);
}

std::size_t Dice::Below(std::size_t sides) {
  return static_cast<std::size_t>(Next() % sides);
}

bool Dice::Chance(double share) {
  constexpr double kUnit = 1.0 / (std::uint64_t{1} << 53);
  return static_cast<double>(Next() >> 11) * kUnit < share;
}

absl::string_view Dice::Pick(absl::Span<const absl::string_view> words) {
  return words[Below(words.size())];
}

}  // namespace creditproof::datagen
