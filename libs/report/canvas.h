// Draws on a page or a form, in millimetres, as a PDF content stream (ISO
// 32000-1 8 and 9).
#pragma once

#include <string>
#include <string_view>

#include "absl/strings/string_view.h"
#include "libs/report/font_set.h"
#include "libs/report/measures.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Text is always black: anything else becomes dots in a photocopy.
struct Style {
  double size;          // points
  double tracking = 0;  // em, between characters
};

inline Style StyleOf(const v1::TypeStyle& style) {
  return {style.size(), style.tracking()};
}

enum class Ink {
  kBlack,
  kAccent,    // rules, bars, guilloche
  kHairline,  // between rows
  kRibbon,    // between the lines of the statement
  kPaper,     // on black
  kAcross,    // under everything on a preview
};

class Canvas {
 public:
  // `origin` is the y of the top edge: kSheetHeight on a page, 0 on a form,
  // whose top is placed where the page wants it. Adds characters to `fonts`,
  // which like `drawn` must outlive this.
  Canvas(FontSet& fonts, const Template& drawn, double origin)
      : fonts_(fonts), drawn_(drawn), origin_(origin) {}

  // Whose words and measures are drawn.
  const Template& drawn() const { return drawn_; }
  double left() const { return drawn_.sheet().left(); }
  double width() const { return drawn_.sheet().width(); }
  double right() const { return left() + width(); }

  // Without tracking behind the last character.
  double Width(std::u32string_view text, Style style);
  double Width(absl::string_view text, Style style);

  // Each returns the width drawn.
  double Text(double x, double baseline, std::u32string_view text, Style style);
  double Text(double x, double baseline, absl::string_view text, Style style);
  double TextEndingAt(double right, double baseline, absl::string_view text,
                      Style style);
  double TextCentred(double baseline, absl::string_view text, Style style);

  // White, on something black.
  void TextInPaper(double x, double baseline, absl::string_view text,
                   Style style);

  // Outlines only, which neither hide a text nor vanish in a copy, rising to
  // the right around x, y.
  void TextAcross(double x, double y, absl::string_view text, Style style);

  // A horizontal line, as wide as the blocks are unless said; `y` is its
  // middle.
  void Rule(double y, double weight, Ink ink);
  void Rule(double y, double weight, Ink ink, double x, double width);

  // `y` is the top edge.
  void Bar(double x, double y, double width, double height,
           Ink ink = Ink::kAccent);
  void Box(double x, double y, double width, double height, double weight);
  void DashedBox(double x, double y, double width, double height,
                 double weight);

  // A curve by Bézier pieces, then Stroke for all of them.
  void MoveTo(double x, double y);
  void CurveTo(double x1, double y1, double x2, double y2, double x, double y);
  void Stroke(double weight, Ink ink);

  // Form /`name` with its left edge moved right by `x` and its top at `y`.
  void Place(absl::string_view name, double y, double x = 0);

  // Image /`name` as a square with its top left corner at x, y.
  void Image(absl::string_view name, double x, double y, double side);

  // What is drawn until Close belongs to the structure element of `type` that
  // owns content `mcid` of this stream, or is an artifact (ISO 32000-1 14.6):
  // see Marked.
  void Open(absl::string_view type, int mcid);
  void OpenArtifact();
  void Close();

  const std::string& content() const { return content_; }

 private:
  void Number(double points);
  void Point(double x, double y);
  void Length(double millimetres);
  void Colour(Ink ink, absl::string_view op);

  FontSet& fonts_;
  const Template& drawn_;
  const double origin_;
  std::string content_;
};

// Opens marked content and closes it at its own end.
class Marked {
 public:
  Marked(Canvas& canvas, absl::string_view type, int mcid) : canvas_(canvas) {
    canvas_.Open(type, mcid);
  }
  ~Marked() { canvas_.Close(); }
  Marked(const Marked&) = delete;
  Marked& operator=(const Marked&) = delete;

 private:
  Canvas& canvas_;
};

// Likewise what is no part of what the page says: lines, ornament, what every
// page repeats.
class Artifact {
 public:
  explicit Artifact(Canvas& canvas) : canvas_(canvas) {
    canvas_.OpenArtifact();
  }
  ~Artifact() { canvas_.Close(); }
  Artifact(const Artifact&) = delete;
  Artifact& operator=(const Artifact&) = delete;

 private:
  Canvas& canvas_;
};

}  // namespace creditproof::report
