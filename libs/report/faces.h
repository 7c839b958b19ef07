// The typefaces of a report, and which of them draws a character.
#pragma once

#include <hb.h>

#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"

namespace creditproof::report {

struct FreeFace {
  void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
struct FreeFont {
  void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

// What HarfBuzz subsets a hundred times as fast as the face itself. It takes
// more memory than the face, so it is made when it is first asked for: few
// names have characters that are not in the first face. Thread-safe.
class SubsetSource {
 public:
  // `face` must outlive this.
  explicit SubsetSource(hb_face_t* face) : face_(face) {}
  hb_face_t* Get();

 private:
  hb_face_t* const face_;
  std::once_flag once_;
  std::unique_ptr<hb_face_t, FreeFace> prepared_;
};

// One face. Measures are in thousandths of the em.
struct Face {
  std::string postscript_name;
  std::unique_ptr<hb_face_t, FreeFace> face;
  std::unique_ptr<SubsetSource> for_subsets;
  std::unique_ptr<hb_font_t, FreeFont> font;
  int ascent;
  int descent;  // below the baseline: negative
  int box[4];   // left, bottom, right, top of all glyphs
};

// What draws a character.
struct Glyph {
  std::size_t face;  // index in Faces
  std::uint32_t id;  // in that face
  int advance;       // thousandths of the em
};

// The faces in order of preference: the first that has a character draws it.
// Immutable after loading; thread-safe. Copies share the faces.
class Faces {
 public:
  // WenQuanYi Micro Hei, then HanaMinA and HanaMinB for rare characters, at
  // Debian's paths below `directory`; those of before while anyone has them.
  // Fails with NOT_FOUND, naming the file.
  static absl::StatusOr<Faces> Load(const std::filesystem::path& directory);

  // Nothing when no face has a glyph for `character`.
  absl::optional<Glyph> Find(char32_t character) const;

  std::size_t size() const { return faces_->size(); }
  const Face& at(std::size_t index) const { return (*faces_)[index]; }

 private:
  using Shared = std::shared_ptr<const std::vector<Face>>;
  explicit Faces(Shared faces) : faces_(std::move(faces)) {}

  Shared faces_;
};

}  // namespace creditproof::report
