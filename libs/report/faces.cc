#include "libs/report/faces.h"

#include <hb-ot.h>
#include <hb-subset.h>

#include <cmath>
#include <map>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"

namespace creditproof::report {
namespace {

constexpr const char* kFiles[] = {"truetype/wqy/wqy-microhei.ttc",
                                  "truetype/hanazono/HanaMinA.ttf",
                                  "truetype/hanazono/HanaMinB.ttf"};
constexpr std::size_t kHeadBox = 36;  // xMin in `head` (OpenType)

struct FreeBlob {
  void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
using Blob = std::unique_ptr<hb_blob_t, FreeBlob>;

int Thousandths(double units, unsigned em) {
  return static_cast<int>(std::lround(units * 1000.0 / em));
}

std::string PostscriptName(hb_face_t* face) {
  char name[64];
  unsigned size = sizeof name;
  hb_ot_name_get_utf8(face, HB_OT_NAME_ID_POSTSCRIPT_NAME, HB_LANGUAGE_INVALID,
                      &size, name);
  return {name, size};
}

void ReadBox(Face& face, unsigned em) {
  const Blob head(
      hb_face_reference_table(face.face.get(), HB_TAG('h', 'e', 'a', 'd')));
  unsigned size = 0;
  const char* const table = hb_blob_get_data(head.get(), &size);
  for (std::size_t i = 0; i < 4 && kHeadBox + 8 <= size; ++i) {
    const auto high = static_cast<signed char>(table[kHeadBox + 2 * i]);
    const auto low = static_cast<unsigned char>(table[kHeadBox + 2 * i + 1]);
    face.box[i] = Thousandths(high * 256 + low, em);
  }
}

absl::StatusOr<Face> LoadFace(const std::filesystem::path& file) {
  const Blob blob(hb_blob_create_from_file_or_fail(file.c_str()));
  if (!blob) {
    return absl::NotFoundError(absl::StrCat("no face at ", file.c_str()));
  }
  Face face = {};
  face.face.reset(hb_face_create(blob.get(), 0));
  face.for_subsets = std::make_unique<SubsetSource>(face.face.get());
  face.font.reset(hb_font_create(face.face.get()));
  hb_font_make_immutable(face.font.get());
  const unsigned em = hb_face_get_upem(face.face.get());

  face.postscript_name = PostscriptName(face.face.get());
  if (hb_face_get_glyph_count(face.face.get()) == 0 ||
      face.postscript_name.empty()) {
    return absl::NotFoundError(absl::StrCat(file.c_str(), " is no face"));
  }
  hb_font_extents_t extents;
  hb_font_get_h_extents(face.font.get(), &extents);
  face.ascent = Thousandths(extents.ascender, em);
  face.descent = Thousandths(extents.descender, em);
  ReadBox(face, em);
  return face;
}

absl::StatusOr<std::vector<Face>> LoadAll(
    const std::filesystem::path& directory) {
  std::vector<Face> faces;
  for (const char* const file : kFiles) {
    ASSIGN_OR_RETURN(Face face, LoadFace(directory / file));
    faces.push_back(std::move(face));
  }
  return faces;
}

}  // namespace

hb_face_t* SubsetSource::Get() {
  std::call_once(once_,
                 [this] { prepared_.reset(hb_subset_preprocess(face_)); });
  return prepared_.get();
}

// Every template has its plate, and one copy of the faces is 100 MB.
absl::StatusOr<Faces> Faces::Load(const std::filesystem::path& directory) {
  static std::mutex mutex;
  static auto* const loaded =
      new std::map<std::filesystem::path,
                   std::weak_ptr<const std::vector<Face>>>;
  const std::lock_guard lock(mutex);
  if (Shared faces = (*loaded)[directory].lock()) return Faces(faces);
  ASSIGN_OR_RETURN(std::vector<Face> faces, LoadAll(directory));
  const auto shared =
      std::make_shared<const std::vector<Face>>(std::move(faces));
  (*loaded)[directory] = shared;
  return Faces(shared);
}

absl::optional<Glyph> Faces::Find(char32_t character) const {
  for (std::size_t i = 0; i < size(); ++i) {
    hb_font_t* const font = at(i).font.get();
    hb_codepoint_t id = 0;
    if (!hb_font_get_nominal_glyph(font, character, &id) || id == 0) continue;
    const unsigned em = hb_face_get_upem(at(i).face.get());
    return Glyph{i, id, Thousandths(hb_font_get_glyph_h_advance(font, id), em)};
  }
  return absl::nullopt;
}

}  // namespace creditproof::report
