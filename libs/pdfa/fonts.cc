// The fonts, as far as pages show their codes.
#include <cmath>

#include "absl/strings/str_cat.h"
#include "libs/pdfa/checks.h"
#include "libs/pdfa/to_unicode.h"
#include "libs/pdfa/true_type.h"

namespace creditproof::pdfa {
namespace {

using Kind = Value::Kind;

constexpr double kUsualWidth = 1000;  // where there is no /DW

// What a font's /W says, in thousandths of the em (ISO 32000-1 9.7.4.3).
std::map<unsigned, double> WidthsOf(const File& file, const Value& font) {
  std::map<unsigned, double> widths;
  const auto& items = file.Follow(font["W"]).items;
  for (std::size_t i = 0; i + 1 < items.size(); i += 2) {
    unsigned code = static_cast<unsigned>(items[i].integer());
    for (const Value& width : file.Follow(items[i + 1]).items) {
      widths[code++] = width.number;
    }
  }
  return widths;
}

bool IsSubsetName(absl::string_view name) {
  constexpr std::size_t kTag = 6;
  if (name.size() <= kTag || name[kTag] != '+') return false;
  for (std::size_t i = 0; i < kTag; ++i) {
    if (name[i] < 'A' || name[i] > 'Z') return false;
  }
  return true;
}

class FontCheck {
 public:
  FontCheck(const File& file, int number, Findings& findings)
      : file_(file),
        font_(file.Follow(Reference(number))),
        descendant_(DescendantOf(file, font_)),
        where_(absl::StrCat("font object ", number)),
        findings_(findings) {}

  void Check(const std::set<unsigned>& codes) {
    CheckKind();
    CheckMeanings(codes);
    CheckGlyphs(codes);
  }

 private:
  static Value Reference(int number) {
    Value reference;
    reference.kind = Kind::kReference;
    reference.number = number;
    return reference;
  }

  static const Value& DescendantOf(const File& file, const Value& font) {
    const Value& all = file.Follow(font["DescendantFonts"]);
    return file.Follow(all.items.empty() ? all : all.items[0]);
  }

  void Add(const Rule& rule, absl::string_view what) {
    findings_.Add(rule, absl::StrCat(where_, ": ", what));
  }

  void CheckKind() {
    const Value& system = file_.Follow(descendant_["CIDSystemInfo"]);
    if (!font_["Subtype"].IsName("Type0") ||
        !font_["Encoding"].IsName("Identity-H") ||
        !descendant_["Subtype"].IsName("CIDFontType2") ||
        system["Registry"].text != "Adobe" ||
        system["Ordering"].text != "Identity") {
      Add(rule::kFontKind, font_["Subtype"].text);
    }
  }

  void CheckMeanings(const std::set<unsigned>& codes) {
    const auto map = file_.Bytes(font_["ToUnicode"]);
    const auto meanings = ReadMeanings(map.value_or(""));
    for (const unsigned code : codes) {
      const auto meaning = meanings.find(code);
      if (meaning == meanings.end() || meaning->second.empty()) {
        Add(rule::kUnicode, absl::StrCat("code ", code));
        continue;
      }
      for (const char32_t c : meaning->second) {
        if (c == 0 || c == 0xFEFF || c == 0xFFFE) {
          Add(rule::kMeaning, absl::StrCat("code ", code));
        }
      }
    }
  }

  void CheckGlyphs(const std::set<unsigned>& codes) {
    const Value& descriptor = file_.Follow(descendant_["FontDescriptor"]);
    const auto bytes = file_.Bytes(descriptor["FontFile2"]);
    const auto program =
        bytes.has_value() ? ReadTrueType(*bytes) : absl::nullopt;
    if (!program.has_value() || !IsSubsetName(descriptor["FontName"].text) ||
        descriptor["FontName"].text != font_["BaseFont"].text) {
      Add(rule::kFontFile, descriptor["FontName"].text);
    }
    if (!program.has_value()) return;
    const auto map = file_.Bytes(descendant_["CIDToGIDMap"]);
    const auto widths = WidthsOf(file_, descendant_);
    const Value& dw = descendant_["DW"];
    const double usual = dw.IsNull() ? kUsualWidth : dw.number;
    for (const unsigned code : codes) {
      const unsigned glyph = GlyphOf(map.value_or(""), code);
      if (glyph == 0 || glyph >= program->advances.size()) {
        Add(rule::kGlyphMap, absl::StrCat("code ", code));
        continue;
      }
      const auto listed = widths.find(code);
      const double width = listed == widths.end() ? usual : listed->second;
      const double advance =
          1000.0 * program->advances[glyph] / program->units_per_em;
      if (std::abs(width - advance) > 1) {
        Add(rule::kWidths, absl::StrCat("code ", code));
      }
    }
  }

  static unsigned GlyphOf(absl::string_view map, unsigned code) {
    const std::size_t at = std::size_t{2} * code;
    if (at + 1 >= map.size()) return 0;
    return static_cast<unsigned char>(map[at]) * 256U +
           static_cast<unsigned char>(map[at + 1]);
  }

  const File& file_;
  const Value& font_;
  const Value& descendant_;
  const std::string where_;
  Findings& findings_;
};

}  // namespace

void CheckFonts(const File& file, const Contents& contents,
                Findings& findings) {
  for (const auto& [number, codes] : contents.codes) {
    FontCheck(file, number, findings).Check(codes);
  }
}

}  // namespace creditproof::pdfa
