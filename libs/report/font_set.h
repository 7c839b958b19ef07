// The characters that one part of a file draws, and the subset fonts for them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "libs/report/faces.h"
#include "libs/report/part.h"

namespace creditproof::report {

// How a content stream names a character: the font /<letter><face>, and the
// code in it.
struct Code {
  char letter;
  std::uint8_t face;
  std::uint16_t code;

  bool SameFont(const Code& other) const {
    return letter == other.letter && face == other.face;
  }
};

// A character of a set.
struct Letter {
  Glyph glyph;
  Code code;  // code 0: measured only, so far
};

// Gives each character a code when it is first drawn, 1, 2, 3 ... in each face.
// Not thread-safe; a set that is no longer added to may be shared.
class FontSet {
 public:
  static constexpr int kObjectsPerFont = 6;

  // Characters that `base` has are drawn from there. Both must outlive this.
  FontSet(const Faces& faces, char letter, const FontSet* base = nullptr);

  // Valid until the next call.
  const Letter& Add(char32_t character);

  // Of the page: thousandths of the em.
  int Advance(char32_t character);

  // FAILED_PRECONDITION (GLYPH_MISSING) when a character met so far has no
  // glyph in any face.
  const absl::Status& status() const { return status_; }

  // The fonts in use, each as kObjectsPerFont objects numbered from `first`.
  // Fails with INTERNAL.
  absl::StatusOr<std::vector<Part>> Objects(int first) const;

  // Entries of a /Font resource dictionary for those objects.
  std::string Resources(int first) const;

 private:
  struct Entry {
    char32_t character;
    Glyph glyph;
  };

  const Letter* InBase(char32_t character) const;
  Letter& Own(char32_t character);
  Glyph Look(char32_t character);
  std::string Tag(std::size_t face) const;

  const Faces& faces_;
  const char letter_;
  const FontSet* const base_;
  absl::flat_hash_map<char32_t, Letter> letters_;
  std::vector<std::vector<Entry>> entries_;  // by face; code - 1
  absl::Status status_;
};

}  // namespace creditproof::report
