// Text on a canvas (ISO 32000-1 9).
#include "absl/strings/str_cat.h"
#include "libs/report/canvas.h"
#include "libs/report/hex.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

// Of `characters` characters, without their advances: in em.
double Tracking(std::size_t characters, Style style) {
  return style.tracking * static_cast<double>(characters - 1);
}

double Millimetres(double em, Style style) {
  return em * style.size / kPointsPerMillimetre;
}

}  // namespace

double Canvas::Width(std::u32string_view text, Style style) {
  if (text.empty()) return 0;
  double em = Tracking(text.size(), style);
  for (const char32_t character : text) {
    em += fonts_.Advance(character) / 1000.0;
  }
  return Millimetres(em, style);
}

double Canvas::Width(absl::string_view text, Style style) {
  return Width(Decode(text), style);
}

double Canvas::Text(double x, double baseline, std::u32string_view text,
                    Style style) {
  if (text.empty()) return 0;
  content_ += "BT ";
  if (style.tracking != 0) {
    Number(style.tracking * style.size);
    content_ += "Tc ";
  }
  Point(x, baseline);
  content_ += "Td";
  Code font = {};
  double em = Tracking(text.size(), style);
  for (const char32_t character : text) {
    const Letter& letter = fonts_.Add(character);
    em += letter.glyph.advance / 1000.0;
    const Code code = letter.code;
    if (!code.SameFont(font)) {
      if (font.letter != 0) content_ += ">Tj";
      absl::StrAppend(&content_, "/", absl::string_view(&code.letter, 1),
                      static_cast<int>(code.face), " ");
      Number(style.size);
      content_ += "Tf<";
      font = code;
    }
    AppendHex16(content_, code.code);
  }
  content_ += style.tracking != 0 ? ">Tj 0 Tc ET\n" : ">Tj ET\n";
  return Millimetres(em, style);
}

double Canvas::Text(double x, double baseline, absl::string_view text,
                    Style style) {
  return Text(x, baseline, Decode(text), style);
}

double Canvas::TextEndingAt(double right, double baseline,
                            absl::string_view text, Style style) {
  return Text(right - Width(text, style), baseline, text, style);
}

double Canvas::TextCentred(double baseline, absl::string_view text,
                           Style style) {
  return Text(left() + (width() - Width(text, style)) / 2, baseline, text,
              style);
}

void Canvas::TextInPaper(double x, double baseline, absl::string_view text,
                         Style style) {
  Colour(Ink::kPaper, "rg ");
  Text(x, baseline, text, style);
  content_ += "0 g\n";
}

// The text starts at the origin of a system turned by 30 degrees around x, y.
void Canvas::TextAcross(double x, double y, absl::string_view text,
                        Style style) {
  constexpr double kOutline = 0.35;
  content_ += "q .866 .5 -.5 .866 ";
  Point(x, y);
  content_ += "cm 1 Tr ";
  Colour(Ink::kAcross, "RG ");
  Length(kOutline);
  content_ += "w ";
  const double middle = origin_ + 0.35 * style.size / kPointsPerMillimetre;
  Text(-Width(text, style) / 2, middle, text, style);
  content_ += "Q\n";
}

}  // namespace creditproof::report
