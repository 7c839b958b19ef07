// A whole credit code in 80 bits, as the key of the index in memory.
#pragma once

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"

namespace creditproof::eligibility_check {

// Different codes have different values: nothing is lost, so that equal values
// are the same code. The bits are spread: any of `high` tell codes apart as a
// hash would.
struct PackedCode {
  std::uint64_t high;
  std::uint16_t low;

  friend bool operator==(const PackedCode&, const PackedCode&) = default;
};

// Nullopt for a text that has not the shape of GB 32100: two characters of its
// alphabet, six digits, ten characters of its alphabet. Check characters and
// prefixes are not looked at.
std::optional<PackedCode> PackCode(absl::string_view code);

}  // namespace creditproof::eligibility_check
