#include "libs/report/canvas.h"

#include <cmath>

#include "absl/strings/str_cat.h"

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

}  // namespace

void Canvas::Rule(double y, double weight, Ink ink) {
  Rule(y, weight, ink, left(), width());
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

// Hundredths of a point are 3.5 micrometres. Written from the end, by hand: a
// page has hundreds of numbers.
void Canvas::Number(double points) {
  const long hundredths = std::lround(points * 100);
  const auto size = static_cast<unsigned long>(std::labs(hundredths));
  char text[24];
  char* const end = text + sizeof text;
  char* at = end;
  const auto add_digit = [&at](unsigned long number) {
    *--at = static_cast<char>('0' + number % 10);
  };
  *--at = ' ';
  if (size % 10 != 0) add_digit(size);
  if (size % 100 != 0) {
    add_digit(size / 10);
    *--at = '.';
  }
  unsigned long whole = size / 100;
  do {
    add_digit(whole);
    whole /= 10;
  } while (whole != 0);
  if (hundredths < 0) *--at = '-';
  content_.append(at, static_cast<std::size_t>(end - at));
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
