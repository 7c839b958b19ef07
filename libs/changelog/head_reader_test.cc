#include "libs/changelog/head_reader.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <latch>
#include <vector>

#include "libs/base/error.h"

namespace creditproof::changelog {
namespace {

using base::Reason;

// The n-th reading to start answers n, so that an answer tells which it was.
struct Numbered {
  absl::StatusOr<Heads> operator()() { return Heads{{0, ++started}}; }
  std::atomic<std::uint64_t> started = 0;
};

TEST_CASE("Nobody gets a reading that started before his call") {
  Numbered numbered;
  HeadReader reader([&] { return numbered(); });
  std::atomic<int> stale = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&] {
        for (int i = 0; i < 200; ++i) {
          const std::uint64_t before = numbered.started;
          const auto head = reader.Read(0, absl::InfiniteFuture());
          if (!head.ok() || *head <= before) ++stale;
        }
      });
    }
  }
  CHECK(stale == 0);
}

TEST_CASE("A thousand who arrive during a reading share the next one") {
  Numbered numbered;
  std::latch started(1);
  std::latch release(1);
  HeadReader reader([&] {
    auto heads = numbered();
    if (heads->at(0) == 1) {
      started.count_down();
      release.wait();
    }
    return heads;
  });
  std::jthread first([&] { (void)reader.Read(0, absl::InfiniteFuture()); });
  started.wait();

  for (int i = 0; i < 1000; ++i) {
    CHECK_FALSE(reader.Read(0, absl::InfinitePast()).ok());
  }
  release.count_down();
  const auto head = reader.Read(0, absl::InfiniteFuture());

  REQUIRE(head.ok());
  CHECK(*head >= 2);
  CHECK(numbered.started <= 3);
}

TEST_CASE("A reading that fails or lasts says why the head is not known") {
  std::latch release(1);
  HeadReader slow([&]() -> absl::StatusOr<Heads> {
    release.wait();
    return Heads{};
  });
  const auto late = slow.Read(0, absl::InfinitePast());
  CHECK(absl::IsUnavailable(late.status()));
  CHECK(base::ReasonOf(late.status()) == Reason::REASON_PEER_UNAVAILABLE);
  release.count_down();

  HeadReader refused([]() -> absl::StatusOr<Heads> {
    return absl::PermissionDeniedError("you may not call GetHeads");
  });
  const auto failed = refused.Read(0, absl::InfiniteFuture());
  CHECK(absl::IsUnavailable(failed.status()));
  CHECK(base::ReasonOf(failed.status()) == Reason::REASON_PEER_UNAVAILABLE);
}

TEST_CASE("A partition that the reading lacks has no head") {
  HeadReader reader([] { return absl::StatusOr<Heads>(Heads{{1, 7}}); });
  CHECK(reader.Read(1, absl::InfiniteFuture()).value() == 7);
  const auto missing = reader.Read(2, absl::InfiniteFuture());
  CHECK(base::ReasonOf(missing.status()) == Reason::REASON_WRONG_PARTITION);
}

}  // namespace
}  // namespace creditproof::changelog
