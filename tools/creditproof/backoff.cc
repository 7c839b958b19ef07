#include "tools/creditproof/backoff.h"

#include <algorithm>
#include <utility>

namespace creditproof::tool {
namespace {

constexpr absl::Duration kFirst = absl::Seconds(1);
constexpr absl::Duration kLongest = absl::Minutes(5);

}  // namespace

Backoff::Backoff(std::function<double()> random)
    : random_(std::move(random)), longest_(kFirst) {}

absl::Duration Backoff::Next() {
  const absl::Duration wait = longest_ * (1.0 - random_() / 2);
  longest_ = std::min(longest_ * 2, kLongest);
  return wait;
}

void Backoff::Reset() { longest_ = kFirst; }

}  // namespace creditproof::tool
