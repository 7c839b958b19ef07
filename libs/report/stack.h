// Blocks of a page, one below the other.
#pragma once

#include <vector>

#include "absl/types/optional.h"

namespace creditproof::report {

struct Block {
  double gap;  // above it, where there is room
  double height;
};

// The top of each block when the first gap starts at `from` and the last block
// ends at `to` or before. Gaps shrink evenly where they must, down to 1.2.
// Nothing when even that is too much.
absl::optional<std::vector<double>> Stack(const std::vector<Block>& blocks,
                                          double from, double to);

}  // namespace creditproof::report
