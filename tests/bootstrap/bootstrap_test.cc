// A follower that starts from record-store's state is the same, byte for byte,
// as one that read the whole log.
#include "tests/bootstrap/bootstrap_fixture.h"

namespace creditproof::tests {
namespace {

const std::vector<Follower> kFollowers = {RecordStore(), EligibilityCheck(),
                                          Verification()};

TEST_CASE("A follower that starts from a state equals one that read the log") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(300);

  REQUIRE(f.Bootstrap(follower, f.Source()).ok());

  {
    const Shard bootstrapped(follower, f.Directory());
    const Mark mark =
        changelog::ReadMark(bootstrapped.store(), follower.marks, 0).value();
    CHECK(mark.position == f.log().Head(0).value());
  }
  f.CheckEqual(follower);
}

TEST_CASE("Changes that are appended meanwhile are followed afterwards") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(200, 100'000);  // more than can wait in a socket
  const StateSource inner = f.Source();
  const StateSource busy = [&](std::uint32_t partition,
                               const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      f.Append(5);
      return take(std::move(entries));
    });
  };

  REQUIRE(f.Bootstrap(follower, busy).ok());

  f.CheckEqual(follower);
}

TEST_CASE("A start that is killed half-way starts over") {
  const Follower& follower = GENERATE(from_range(kFollowers));
  Fixture f;
  f.Append(200);
  const StateSource inner = f.Source();
  const StateSource killed = [&](std::uint32_t partition,
                                 const changelog::TakeState& take) {
    return inner(partition, [&](std::vector<DecodedEntry> entries) {
      if (partition == 2) entries.resize(entries.size() / 2);
      const absl::Status taken = take(std::move(entries));
      return partition == 2 ? absl::CancelledError("killed") : taken;
    });
  };
  REQUIRE_FALSE(f.Bootstrap(follower, killed).ok());
  REQUIRE_FALSE(std::filesystem::exists(f.Directory()));
  f.Append(50);

  REQUIRE(f.Bootstrap(follower, f.Source()).ok());

  f.CheckEqual(follower);
}

TEST_CASE("A store that is there is left alone") {
  Fixture f;
  f.Append(50);
  REQUIRE(f.Bootstrap(Verification(), f.Source()).ok());

  CHECK(f.Bootstrap(Verification(), [](auto, const auto&) {
           return absl::InternalError("asked for no reason");
         }).ok());
}

TEST_CASE("Before the log has begun there is nothing to start from") {
  Fixture f;

  REQUIRE(f.Bootstrap(Verification(), f.Source()).ok());

  f.Append(50);
  f.CheckEqual(Verification());
}

}  // namespace
}  // namespace creditproof::tests
