#include "services/verification/shown_text.h"

#include "libs/report/utf8.h"

namespace creditproof::verification {
namespace {

constexpr std::size_t kMostCharacters = 200;

struct Range {
  char32_t first;
  char32_t last;
};

// C0, C1; marks, embeddings and isolates of direction; separators of lines;
// noncharacters and what stands for bytes that are no UTF-8.
constexpr Range kUnshown[] = {
    {0, 0x1F},        {0x7F, 0x9F},       {0x061C, 0x061C},
    {0x200B, 0x200F}, {0x2028, 0x202E},   {0x2060, 0x206F},
    {0xD800, 0xDFFF}, {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFB},
    {0xFFFE, 0xFFFF}, {0xE0000, 0xE0FFF}, {0x10FFFE, 0xFFFFFFFF}};

bool IsShown(char32_t character) {
  for (const Range& range : kUnshown) {
    if (character >= range.first && character <= range.last) return false;
  }
  return true;
}

}  // namespace

std::string ShownText(absl::string_view text) {
  constexpr std::size_t kLongestCharacter = 4;
  // Enough bytes for all that is kept; a character cut at the end is not.
  const absl::string_view enough =
      text.substr(0, (kMostCharacters + 2) * kLongestCharacter);
  std::string shown;
  std::size_t characters = 0;
  for (const char32_t character : report::Decode(enough)) {
    if (characters++ == kMostCharacters) return shown + "…";
    shown += report::Encode(IsShown(character) ? character : U'\uFFFD');
  }
  return shown;
}

}  // namespace creditproof::verification
