// What a TrueType file says of its glyphs (ISO/IEC 14496-22).
#pragma once

#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/optional.h"

namespace creditproof::pdfa {

struct TrueType {
  unsigned units_per_em;
  std::vector<unsigned> advances;  // by glyph, in units
};

// Nothing when a table that is needed is missing or cut off.
absl::optional<TrueType> ReadTrueType(absl::string_view file);

}  // namespace creditproof::pdfa
