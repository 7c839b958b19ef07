#include "libs/report/font_objects.h"

#include <hb-subset.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/report/hex.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

template <typename T, void (*kDestroy)(T*)>
struct DestroyWith {
  void operator()(T* handle) const { kDestroy(handle); }
};
template <typename T, void (*kDestroy)(T*)>
using Owned = std::unique_ptr<T, DestroyWith<T, kDestroy>>;

using Input = Owned<hb_subset_input_t, hb_subset_input_destroy>;
using Plan = Owned<hb_subset_plan_t, hb_subset_plan_destroy>;
using Blob = Owned<hb_blob_t, hb_blob_destroy>;
using FacePointer = Owned<hb_face_t, hb_face_destroy>;

// What a viewer of an embedded CIDFontType2 font never reads.
constexpr hb_tag_t kDropped[] = {
    HB_TAG('B', 'A', 'S', 'E'), HB_TAG('G', 'D', 'E', 'F'),
    HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'S', 'U', 'B'),
    HB_TAG('O', 'S', '/', '2'), HB_TAG('V', 'O', 'R', 'G'),
    HB_TAG('c', 'm', 'a', 'p'), HB_TAG('g', 'a', 's', 'p'),
    HB_TAG('n', 'a', 'm', 'e'), HB_TAG('p', 'o', 's', 't'),
    HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x')};

constexpr int kUsualAdvance = 1000;  // of a Chinese character

constexpr std::size_t kMappingsPerBlock = 100;  // Adobe technical note 5014

// Outlines shrink by a third only: of what a report makes, less than this is
// left as it is, a tenth of the time of a page for a kilobyte.
constexpr std::size_t kWorthQuickCompression = 6 << 10;

struct Subset {
  std::string file;
  std::string code_to_glyph;  // two bytes a code, from code 0
};

std::string BigEndian16(std::uint32_t number) {
  return {static_cast<char>(number >> 8 & 255),
          static_cast<char>(number & 255)};
}

absl::StatusOr<Subset> MakeSubset(
    const Face& face, const std::vector<SubsetCharacter>& characters) {
  const Input input(hb_subset_input_create_or_fail());
  hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_NO_HINTING);
  hb_set_t* const dropped =
      hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
  for (const hb_tag_t tag : kDropped) hb_set_add(dropped, tag);
  hb_set_t* const wanted = hb_subset_input_glyph_set(input.get());
  for (const SubsetCharacter& one : characters) {
    hb_set_add(wanted, one.glyph.id);
  }

  const Plan plan(
      hb_subset_plan_create_or_fail(face.for_subsets->Get(), input.get()));
  if (!plan) return absl::InternalError("HarfBuzz plans no subset");
  const FacePointer subset(hb_subset_plan_execute_or_fail(plan.get()));
  if (!subset) return absl::InternalError("HarfBuzz makes no subset");
  const Blob blob(hb_face_reference_blob(subset.get()));
  unsigned size = 0;
  const char* const bytes = hb_blob_get_data(blob.get(), &size);

  std::string code_to_glyph = BigEndian16(0);
  const hb_map_t* const renumbered =
      hb_subset_plan_old_to_new_glyph_mapping(plan.get());
  for (const SubsetCharacter& one : characters) {
    code_to_glyph += BigEndian16(hb_map_get(renumbered, one.glyph.id));
  }
  return Subset{std::string(bytes, size), std::move(code_to_glyph)};
}

// Those that are not /DW's: runs of them, each behind its first code.
std::string Widths(const std::vector<SubsetCharacter>& characters) {
  std::string widths = "[";
  bool open = false;
  for (std::size_t i = 0; i < characters.size(); ++i) {
    const int advance = characters[i].glyph.advance;
    const bool listed = advance != kUsualAdvance;
    if (listed && !open) absl::StrAppend(&widths, i + 1, "[");
    if (!listed && open) absl::StrAppend(&widths, "]");
    if (listed) absl::StrAppend(&widths, open ? " " : "", advance);
    open = listed;
  }
  return widths + (open ? "]]" : "]");
}

std::string ToUnicode(const std::vector<SubsetCharacter>& characters) {
  std::string map =
      "/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
      "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n"
      "/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n"
      "1 begincodespacerange<0000><FFFF>endcodespacerange\n";
  for (std::size_t at = 0; at < characters.size(); at += kMappingsPerBlock) {
    const std::size_t end = std::min(at + kMappingsPerBlock, characters.size());
    absl::StrAppend(&map, end - at, " beginbfchar\n");
    for (std::size_t i = at; i < end; ++i) {
      map += '<';
      AppendHex16(map, static_cast<unsigned>(i) + 1);
      absl::StrAppend(&map, "><", Utf16Hex(characters[i].character), ">\n");
    }
    absl::StrAppend(&map, "endbfchar\n");
  }
  return map + "endcmap CMapName currentdict/CMap defineresource pop end end\n";
}

// /Flags 4: symbolic, since its characters are no Latin set.
std::string Descriptor(const Face& face, absl::string_view name, int file) {
  return absl::StrCat("<</Type/FontDescriptor/FontName/", name,
                      "/Flags 4/FontBBox[", face.box[0], " ", face.box[1], " ",
                      face.box[2], " ", face.box[3], "]/ItalicAngle 0/Ascent ",
                      face.ascent, "/Descent ", face.descent, "/CapHeight ",
                      face.ascent, "/StemV 80/FontFile2 ", Ref(file), ">>");
}

Part Stream(absl::string_view entries, const std::string& bytes,
            int compression) {
  if (compression == kQuickCompression &&
      bytes.size() < kWorthQuickCompression) {
    return PlainStream(entries, bytes);
  }
  return DeflatedStream(entries, bytes, compression);
}

}  // namespace

absl::StatusOr<std::vector<Part>> FontObjects(
    const Face& face, absl::string_view tag,
    const std::vector<SubsetCharacter>& characters, int first,
    int compression) {
  ASSIGN_OR_RETURN(const Subset subset, MakeSubset(face, characters));
  const std::string name = absl::StrCat(tag, "+", face.postscript_name);
  std::vector<Part> parts;
  parts.push_back(
      {absl::StrCat("<</Type/Font/Subtype/Type0/BaseFont/", name,
                    "/Encoding/Identity-H/DescendantFonts[", Ref(first + 1),
                    "]/ToUnicode ", Ref(first + 4), ">>"),
       absl::nullopt});
  parts.push_back(
      {absl::StrCat("<</Type/Font/Subtype/CIDFontType2/BaseFont/", name,
                    "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)"
                    "/Supplement 0>>/DW ",
                    kUsualAdvance, "/W", Widths(characters), "/FontDescriptor ",
                    Ref(first + 2), "/CIDToGIDMap ", Ref(first + 5), ">>"),
       absl::nullopt});
  parts.push_back({Descriptor(face, name, first + 3), absl::nullopt});
  parts.push_back(Stream(absl::StrCat("/Length1 ", subset.file.size()),
                         subset.file, compression));
  parts.push_back(Stream("", ToUnicode(characters), compression));
  parts.push_back(Stream("", subset.code_to_glyph, compression));
  return parts;
}

}  // namespace creditproof::report
