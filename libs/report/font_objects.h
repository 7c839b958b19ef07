// A subset of a face as the objects of a PDF file (ISO 32000-1 9.7).
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/report/faces.h"
#include "libs/report/part.h"

namespace creditproof::report {

// libdeflate's levels for what is made once, and for what each report makes.
inline constexpr int kBestCompression = 12;
inline constexpr int kQuickCompression = 1;

struct SubsetCharacter {
  char32_t character;
  Glyph glyph;
};

// A composite font whose code i + 1 draws `characters[i]`, as 6 objects
// numbered from `first`: font, descendant, descriptor, file, map to Unicode,
// map to glyphs. Fails with INTERNAL.
absl::StatusOr<std::vector<Part>> FontObjects(
    const Face& face, absl::string_view tag,
    const std::vector<SubsetCharacter>& characters, int first, int compression);

}  // namespace creditproof::report
