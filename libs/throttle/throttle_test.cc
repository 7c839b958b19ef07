#include "libs/throttle/throttle.h"

#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"

namespace creditproof::throttle {
namespace {

constexpr absl::Time kNow = absl::FromUnixSeconds(1'795'000'000);
constexpr absl::Duration kSecond = absl::Seconds(1);

struct Fixture {
  Throttle throttle{{.interval = kSecond, .burst = 3}, 100};

  // How many of 10 at once are let through.
  int Burst(absl::string_view key, absl::Time now) {
    int let = 0;
    for (int i = 0; i < 10; ++i) {
      let += throttle.Take(key, now) == absl::ZeroDuration();
    }
    return let;
  }
};

TEST_CASE_METHOD(Fixture, "A burst is let through, then one an interval") {
  CHECK(Burst("a", kNow) == 3);
  CHECK(throttle.Take("a", kNow) == kSecond);
  CHECK(Burst("a", kNow + kSecond) == 1);
  CHECK(Burst("a", kNow + 3 * kSecond) == 2);
  CHECK(Burst("a", kNow + absl::Hours(1)) == 3);
}

TEST_CASE_METHOD(Fixture, "Who waits as long as told gets through") {
  Burst("a", kNow);
  const absl::Duration wait = throttle.Take("a", kNow + 0.25 * kSecond);
  CHECK(wait == 0.75 * kSecond);
  CHECK(throttle.Take("a", kNow + 0.25 * kSecond + wait) ==
        absl::ZeroDuration());
}

TEST_CASE_METHOD(Fixture, "Nobody pays for another") {
  Burst("a", kNow);
  CHECK(Burst("b", kNow) == 3);
}

TEST_CASE_METHOD(Fixture, "Asking how long costs nothing") {
  for (int i = 0; i < 10; ++i) {
    CHECK(throttle.Wait("a", kNow) == absl::ZeroDuration());
  }
  throttle.Charge("a", kNow);
  throttle.Charge("a", kNow);
  throttle.Charge("a", kNow);
  CHECK(throttle.Wait("a", kNow) == kSecond);
}

TEST_CASE_METHOD(Fixture, "A clock that goes back moves no moment") {
  Burst("a", kNow);
  CHECK(throttle.Wait("a", kNow - kSecond) == 2 * kSecond);
  CHECK(throttle.Wait("a", kNow + kSecond) == absl::ZeroDuration());
}

TEST_CASE_METHOD(Fixture, "Invented names gain nothing and take no memory") {
  int let = 0;
  for (int i = 0; i < 10'000; ++i) {
    let +=
        throttle.Take(absl::StrCat("name-", i), kNow) == absl::ZeroDuration();
  }
  CHECK(let == 100 + 3);  // those kept, and the burst of all others together
  CHECK(throttle.keys() == 101);
  // Names that paid make room.
  CHECK(Burst("late", kNow + absl::Hours(1)) == 3);
  CHECK(throttle.keys() == 1);
}

TEST_CASE("In the long run nobody has more than the rate and a burst") {
  std::mt19937 random(7);
  Throttle throttle({.interval = absl::Milliseconds(100), .burst = 5}, 10);
  absl::Time now = kNow;
  int let = 0;
  for (int i = 0; i < 20'000; ++i) {
    now += absl::Milliseconds(std::uniform_int_distribution(0, 60)(random));
    let += throttle.Take("a", now) == absl::ZeroDuration();
  }
  const double most = absl::FDivDuration(now - kNow, absl::Milliseconds(100));
  CHECK(let <= most + 5);
  CHECK(let >= most - 1);
}

}  // namespace
}  // namespace creditproof::throttle
