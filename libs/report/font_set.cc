#include "libs/report/font_set.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/report/font_objects.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

absl::Status GlyphMissing(char32_t character) {
  const std::string name =
      character == kMalformed
          ? "a byte that is no UTF-8"
          : absl::StrFormat("U+%04X (%s)", static_cast<unsigned>(character),
                            Encode(character));
  return base::Error(
      absl::StatusCode::kFailedPrecondition, base::Reason::REASON_GLYPH_MISSING,
      absl::StrCat("no face has a glyph for ", name), {{"character", name}});
}

}  // namespace

FontSet::FontSet(const Faces& faces, char letter, const FontSet* base)
    : faces_(faces), letter_(letter), base_(base), entries_(faces.size()) {}

const Letter* FontSet::InBase(char32_t character) const {
  if (base_ == nullptr) return nullptr;
  const auto known = base_->letters_.find(character);
  return known == base_->letters_.end() ? nullptr : &known->second;
}

Letter& FontSet::Own(char32_t character) {
  const auto [at, is_new] = letters_.try_emplace(character);
  if (is_new) {
    const Letter* const known = InBase(character);
    at->second.glyph = known != nullptr ? known->glyph : Look(character);
  }
  return at->second;
}

Glyph FontSet::Look(char32_t character) {
  const absl::optional<Glyph> glyph = faces_.Find(character);
  if (glyph.has_value()) return *glyph;
  if (status_.ok()) status_ = GlyphMissing(character);
  return {0, 0, 0};
}

int FontSet::Advance(char32_t character) {
  const Letter* const known = InBase(character);
  return (known != nullptr ? *known : Own(character)).glyph.advance;
}

const Letter& FontSet::Add(char32_t character) {
  const Letter* const known = InBase(character);
  if (known != nullptr && known->code.code != 0) return *known;
  Letter& letter = Own(character);
  if (letter.code.code != 0) return letter;
  const Glyph& glyph = letter.glyph;
  std::vector<Entry>& entries = entries_[glyph.face];
  entries.push_back({character, glyph});
  letter.code = {letter_, static_cast<std::uint8_t>(glyph.face),
                 static_cast<std::uint16_t>(entries.size())};
  return letter;
}

// Six capitals before the font's name tell subsets apart (ISO 32000-1 9.6.4).
std::string FontSet::Tag(std::size_t face) const {
  return absl::StrCat(std::string(5, letter_),
                      std::string(1, static_cast<char>('A' + face)));
}

absl::StatusOr<std::vector<Part>> FontSet::Objects(int first) const {
  std::vector<Part> parts;
  for (std::size_t face = 0; face < entries_.size(); ++face) {
    if (entries_[face].empty()) continue;
    std::vector<SubsetCharacter> characters;
    for (const Entry& entry : entries_[face]) {
      characters.push_back({entry.character, entry.glyph});
    }
    ASSIGN_OR_RETURN(
        std::vector<Part> font,
        FontObjects(faces_.at(face), Tag(face), characters,
                    first + static_cast<int>(parts.size()),
                    base_ == nullptr ? kBestCompression : kQuickCompression));
    for (Part& part : font) parts.push_back(std::move(part));
  }
  return parts;
}

std::string FontSet::Resources(int first) const {
  std::string resources;
  for (std::size_t face = 0; face < entries_.size(); ++face) {
    if (entries_[face].empty()) continue;
    absl::StrAppend(&resources, "/", std::string(1, letter_), face, " ",
                    Ref(first));
    first += kObjectsPerFont;
  }
  return resources;
}

}  // namespace creditproof::report
