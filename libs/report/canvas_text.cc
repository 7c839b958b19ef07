// Text on a canvas (ISO 32000-1 9).
#include "absl/strings/str_cat.h"
#include "libs/report/canvas.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

void AppendHex(std::string& text, unsigned code) {
  constexpr char kDigits[] = "0123456789ABCDEF";
  for (int shift = 12; shift >= 0; shift -= 4) {
    text += kDigits[code >> shift & 15];
  }
}

}  // namespace

double Canvas::Width(std::u32string_view text, Style style) {
  if (text.empty()) return 0;
  double em = style.tracking * static_cast<double>(text.size() - 1);
  for (const char32_t character : text) {
    em += fonts_.Advance(character) / 1000.0;
  }
  return em * style.size / kPointsPerMillimetre;
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
  for (const char32_t character : text) {
    const Code code = fonts_.Add(character);
    if (!code.SameFont(font)) {
      if (font.letter != 0) content_ += ">Tj";
      absl::StrAppend(&content_, "/", absl::string_view(&code.letter, 1),
                      static_cast<int>(code.face), " ");
      Number(style.size);
      content_ += "Tf<";
      font = code;
    }
    AppendHex(content_, code.code);
  }
  content_ += style.tracking != 0 ? ">Tj 0 Tc ET\n" : ">Tj ET\n";
  return Width(text, style);
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
