#include "libs/changelog/strong_position.h"

#include <catch2/catch.hpp>

#include "libs/base/error.h"

namespace creditproof::changelog {
namespace {

TEST_CASE("A strong position is the head, unless the log was put back") {
  Progress progress;
  progress.Publish(0, {7, absl::UnixEpoch()});
  HeadReader heads([] { return Heads{{0, 7}, {1, 3}}; });
  const auto position = [&](std::uint32_t partition) {
    return StrongPosition(progress, heads, partition, absl::InfiniteFuture());
  };
  CHECK(position(0).value() == 7);
  CHECK(position(1).value() == 3);

  progress.Publish(0, {8, absl::UnixEpoch()});
  const absl::Status diverged = position(0).status();
  CHECK(absl::IsDataLoss(diverged));
  CHECK(base::ReasonOf(diverged) == base::Reason::REASON_LOG_DIVERGED);
  CHECK(diverged.message() ==
        "partition 0 was applied to 8, but its log ends at 7: the log was put "
        "back");
}

TEST_CASE("What is applied while the head is read is no divergence") {
  Progress progress;
  HeadReader heads([&] {
    progress.Publish(0, {9, absl::UnixEpoch()});
    return Heads{{0, 5}};
  });
  CHECK(StrongPosition(progress, heads, 0, absl::InfiniteFuture()).value() ==
        5);
}

}  // namespace
}  // namespace creditproof::changelog
