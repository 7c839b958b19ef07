#include "libs/report/headline.h"

#include <utility>

#include "libs/report/set_lines.h"
#include "libs/report/utf8.h"

namespace creditproof::report {
namespace {

constexpr double kRemarkGap = 5;  // behind the headline

// Figures stand out.
Style StyleOfPiece(const v1::ConclusionBlock& block, const Piece& piece) {
  return StyleOf(piece.placeholder.empty() ? block.words_style()
                                           : block.figure_style());
}

// Puts piece behind piece while they fit, and else on lines of their own.
class Setter {
 public:
  Setter(Canvas& canvas, double width) : canvas_(canvas), width_(width) {}

  void Add(absl::string_view text, Style style, double gap) {
    if (text.empty()) return;
    const double begin = x_ == 0 ? 0 : x_ + gap;
    const double wide = canvas_.Width(text, style);
    if (begin + wide <= width_) {
      runs_.push_back({line_, begin, Decode(text), style});
      x_ = begin + wide;
      return;
    }
    if (x_ > 0) ++line_;
    AddLines(text, style);
  }

  std::vector<HeadlineRun> Take() && { return std::move(runs_); }

 private:
  void AddLines(absl::string_view text, Style style) {
    for (std::u32string& line :
         SetLines(canvas_, Decode(text), width_, style)) {
      x_ = canvas_.Width(line, style);
      runs_.push_back({line_++, 0, std::move(line), style});
    }
    --line_;  // what follows may stand behind the last
  }

  Canvas& canvas_;
  const double width_;
  std::size_t line_ = 0;
  double x_ = 0;  // where the line ends
  std::vector<HeadlineRun> runs_;
};

}  // namespace

std::vector<HeadlineRun> SetHeadline(Canvas& canvas, const Facts& facts,
                                     double width) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  Setter setter(canvas, width);
  for (const Piece& piece : facts.headline) {
    setter.Add(piece.text, StyleOfPiece(block, piece), 0);
  }
  setter.Add(facts.remark, StyleOf(block.remark_style()), kRemarkGap);
  return std::move(setter).Take();
}

double HeadlineRoom(Canvas& canvas, const Facts& facts, double width) {
  const v1::ConclusionBlock& block = canvas.drawn().conclusion();
  double room = width;
  for (const Piece& piece : facts.headline) {
    room -= canvas.Width(piece.text, StyleOfPiece(block, piece));
  }
  if (facts.remark.empty()) return room;
  return room - kRemarkGap -
         canvas.Width(facts.remark, StyleOf(block.remark_style()));
}

}  // namespace creditproof::report
