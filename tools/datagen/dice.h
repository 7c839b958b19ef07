// Chance that comes out the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace creditproof::datagen {

// A stream of numbers that follows from a seed and an index alone, so that row
// n is the same whatever was made before it (splitmix64).
class Dice {
 public:
  Dice(std::uint64_t seed, std::uint64_t index);

  std::uint64_t Next();

  // 0 to `sides` - 1.
  std::size_t Below(std::size_t sides);

  // True in `share` of all cases, 0 to 1.
  bool Chance(double share);

  absl::string_view Pick(absl::Span<const absl::string_view> words);

 private:
  std::uint64_t state_;
};

}  // namespace creditproof::datagen
