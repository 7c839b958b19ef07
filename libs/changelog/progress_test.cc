#include "libs/changelog/progress.h"

#include <catch2/catch.hpp>
#include <thread>

#include "libs/base/error.h"

namespace creditproof::changelog {
namespace {

TEST_CASE("Nothing is applied at first") {
  const Progress progress;
  CHECK(progress.Applied(3).position == 0);
  CHECK(progress.Applied(3).data_time == absl::InfinitePast());
  CHECK(progress.WaitFor(3, 0, absl::InfinitePast()).ok());
}

TEST_CASE("A wait ends when its own partition has caught up") {
  Progress progress;
  absl::Status waited = absl::UnknownError("not yet");
  std::jthread waiter(
      [&] { waited = progress.WaitFor(1, 5, absl::InfiniteFuture()); });

  progress.Publish(2, {9, absl::UnixEpoch()});
  progress.Publish(1, {4, absl::UnixEpoch()});
  progress.Publish(1, {6, absl::UnixEpoch()});
  waiter.join();

  CHECK(waited.ok());
  CHECK(progress.Applied(1).position == 6);
  CHECK(progress.Applied(1).data_time == absl::UnixEpoch());
}

TEST_CASE("A wait that would be too long says how far it got") {
  Progress progress;
  progress.Publish(1, {4, absl::UnixEpoch()});

  const absl::Status late = progress.WaitFor(1, 5, absl::InfinitePast());

  CHECK(absl::IsUnavailable(late));
  CHECK(base::ReasonOf(late) == base::Reason::REASON_BEHIND_LOG);
  CHECK(late.message() == "partition 1 is applied to 4, not yet to 5");
}

}  // namespace
}  // namespace creditproof::changelog
