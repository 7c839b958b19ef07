#include "libs/report/stack.h"

#include <algorithm>

namespace creditproof::report {
namespace {

constexpr double kLeastGap = 1.2;

}  // namespace

absl::optional<std::vector<double>> Stack(const std::vector<Block>& blocks,
                                          double from, double to) {
  double end = from;
  double spare = 0;  // what the gaps can give
  for (const Block& block : blocks) {
    end += block.gap + block.height;
    spare += block.gap - kLeastGap;
  }
  const double excess = std::max(0.0, end - to);
  if (excess > spare) return absl::nullopt;

  const double shrink = spare > 0 ? excess / spare : 0;
  std::vector<double> tops;
  double y = from;
  for (const Block& block : blocks) {
    y += block.gap - shrink * (block.gap - kLeastGap);
    tops.push_back(y);
    y += block.height;
  }
  return tops;
}

}  // namespace creditproof::report
