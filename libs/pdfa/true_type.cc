#include "libs/pdfa/true_type.h"

#include <algorithm>

namespace creditproof::pdfa {
namespace {

// Beyond the end: 0.
unsigned Number(absl::string_view bytes, std::size_t at, std::size_t size) {
  unsigned number = 0;
  for (std::size_t i = 0; i < size; ++i) {
    const unsigned byte =
        at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0;
    number = number * 256 + byte;
  }
  return number;
}

// Empty when there is none.
absl::string_view Table(absl::string_view file, absl::string_view tag) {
  constexpr std::size_t kHead = 12;
  constexpr std::size_t kRecord = 16;
  const unsigned tables = Number(file, 4, 2);
  for (unsigned i = 0; i < tables; ++i) {
    const std::size_t record = kHead + i * kRecord;
    if (record + kRecord > file.size()) return "";
    if (file.substr(record, 4) != tag) continue;
    const std::size_t offset = Number(file, record + 8, 4);
    const std::size_t size = Number(file, record + 12, 4);
    if (offset > file.size() || size > file.size() - offset) return "";
    return file.substr(offset, size);
  }
  return "";
}

}  // namespace

absl::optional<TrueType> ReadTrueType(absl::string_view file) {
  const absl::string_view head = Table(file, "head");
  const absl::string_view hhea = Table(file, "hhea");
  const absl::string_view hmtx = Table(file, "hmtx");
  const absl::string_view maxp = Table(file, "maxp");
  const bool drawn =
      !Table(file, "glyf").empty() && !Table(file, "loca").empty();
  const unsigned metrics = Number(hhea, 34, 2);
  if (head.empty() || maxp.empty() || !drawn || metrics == 0 ||
      hmtx.size() < metrics * 4) {
    return absl::nullopt;
  }
  TrueType font = {Number(head, 18, 2), {}};
  const unsigned glyphs = Number(maxp, 4, 2);
  for (unsigned glyph = 0; glyph < glyphs; ++glyph) {
    font.advances.push_back(
        Number(hmtx, std::min(glyph, metrics - 1) * std::size_t{4}, 2));
  }
  if (font.units_per_em == 0) return absl::nullopt;
  return font;
}

}  // namespace creditproof::pdfa
