#include "libs/report/canvas.h"

#include <cmath>

#include "absl/strings/str_cat.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

absl::string_view Rgb(Ink ink) {
  switch (ink) {
    case Ink::kBlack:
      return "0 0 0 ";
    case Ink::kAccent:
      return ".102 .227 .373 ";
    case Ink::kHairline:
      return ".486 .533 .58 ";
    case Ink::kRibbon:
      return ".373 .498 .639 ";
    case Ink::kPaper:
      return "1 1 1 ";
    case Ink::kAcross:
      return ".62 .62 .62 ";
  }
  return "";
}

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
  return Text(kLeft + (kWidth - Width(text, style)) / 2, baseline, text, style);
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

void Canvas::Rule(double y, double weight, Ink ink, double x, double width) {
  Point(x, y);
  content_ += "m ";
  Point(x + width, y);
  content_ += "l ";
  Stroke(weight, ink);
}

void Canvas::Bar(double x, double y, double width, double height, Ink ink) {
  Colour(ink, "rg ");
  Point(x, y + height);
  Length(width);
  Length(height);
  content_ += "re f 0 g\n";
}

void Canvas::Box(double x, double y, double width, double height,
                 double weight) {
  Point(x, y + height);
  Length(width);
  Length(height);
  content_ += "re ";
  Stroke(weight, Ink::kBlack);
}

void Canvas::DashedBox(double x, double y, double width, double height,
                       double weight) {
  constexpr double kDash = 0.7;
  content_ += "[";
  Length(kDash);
  content_ += "] 0 d ";
  Box(x, y, width, height, weight);
  content_ += "[] 0 d\n";
}

void Canvas::MoveTo(double x, double y) {
  Point(x, y);
  content_ += "m ";
}

void Canvas::CurveTo(double x1, double y1, double x2, double y2, double x,
                     double y) {
  Point(x1, y1);
  Point(x2, y2);
  Point(x, y);
  content_ += "c\n";
}

void Canvas::Stroke(double weight, Ink ink) {
  Colour(ink, "RG ");
  Length(weight);
  content_ += "w S\n";
}

void Canvas::Place(absl::string_view name, double y, double x) {
  content_ += "q 1 0 0 1 ";
  Point(x, y);
  absl::StrAppend(&content_, "cm/", name, " Do Q\n");
}

void Canvas::Image(absl::string_view name, double x, double y, double side) {
  content_ += "q ";
  Length(side);
  content_ += "0 0 ";
  Length(side);
  Point(x, y + side);
  absl::StrAppend(&content_, "cm/", name, " Do Q\n");
}

void Canvas::Open(absl::string_view type, int mcid) {
  absl::StrAppend(&content_, "/", type, "<</MCID ", mcid, ">>BDC\n");
}

void Canvas::OpenArtifact() { content_ += "/Artifact BMC\n"; }

void Canvas::Close() { content_ += "EMC\n"; }

// Hundredths of a point are 3.5 micrometres.
void Canvas::Number(double points) {
  const long hundredths = std::lround(points * 100);
  const long size = std::labs(hundredths);
  if (hundredths < 0) content_ += '-';
  absl::StrAppend(&content_, size / 100);
  if (size % 100 != 0) {
    content_ += '.';
    content_ += static_cast<char>('0' + size / 10 % 10);
    if (size % 10 != 0) content_ += static_cast<char>('0' + size % 10);
  }
  content_ += ' ';
}

void Canvas::Length(double millimetres) {
  Number(millimetres * kPointsPerMillimetre);
}

void Canvas::Point(double x, double y) {
  Length(x);
  Length(origin_ - y);
}

// Text fills in the colour that a page starts with, black: whoever fills in
// another sets it back. Every stroke sets its own.
void Canvas::Colour(Ink ink, absl::string_view op) {
  absl::StrAppend(&content_, Rgb(ink), op);
}

}  // namespace creditproof::report
