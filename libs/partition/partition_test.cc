#include "libs/partition/partition.h"

#include <catch2/catch.hpp>
#include <string>

#include "libs/base/error.h"

namespace creditproof {
namespace {

using List = std::vector<std::uint32_t>;

// The first 8 hex digits that `printf KEY | sha256sum` prints.
TEST_CASE("Keys route by the first 32 bits of their SHA-256") {
  CHECK(RoutingHash("91350100M000100Y43") == 0x18e746db);
  CHECK(RoutingHash("abc") == 0xba7816bf);
  CHECK(RoutingHash("") == 0xe3b0c442);
}

TEST_CASE("A partition is the routing hash modulo the number of partitions") {
  CHECK(PartitionOf("abc", 16) == 0xf);
  CHECK(PartitionOf("abc", 1024) == 0x2bf);
  CHECK(PartitionOf("abc", 1) == 0);
  CHECK(PartitionOf("91350100M000100Y43", 16) == 0x18e746db % 16);
}

TEST_CASE("An instance that lists no partitions serves all") {
  const auto all = PartitionSet::Make(4, {});
  REQUIRE(all.ok());
  CHECK(all->count() == 4);
  CHECK(all->served() == List{0, 1, 2, 3});
  CHECK(all->Serves(3));
  CHECK_FALSE(all->Serves(4));
}

TEST_CASE("An instance serves what it lists, in order") {
  const auto some = PartitionSet::Make(16, {15, 0, 7});
  REQUIRE(some.ok());
  CHECK(some->served() == List{0, 7, 15});
  CHECK(some->Serves(7));
  CHECK_FALSE(some->Serves(1));
}

TEST_CASE("A key is located only where its partition is served") {
  const auto here = PartitionSet::Make(16, {15});
  const auto elsewhere = PartitionSet::Make(16, {14});
  REQUIRE((here.ok() && elsewhere.ok()));

  CHECK(here->Locate("abc").value() == 15);
  const absl::Status refused = elsewhere->Locate("abc").status();
  CHECK(refused.code() == absl::StatusCode::kFailedPrecondition);
  CHECK(base::ReasonOf(refused) == base::Reason::REASON_WRONG_PARTITION);
  CHECK(refused.message() == "partition 15 is not served here");
}

TEST_CASE("A set that no installation can have is refused") {
  const std::uint32_t count = GENERATE(0u, 3u, 12u, 2048u);
  CHECK(PartitionSet::Make(count, {}).status().code() ==
        absl::StatusCode::kInvalidArgument);
  CHECK(PartitionSet::Make(1, {}).ok());
  CHECK(PartitionSet::Make(1024, {}).ok());
  CHECK_FALSE(PartitionSet::Make(16, {16}).ok());
  CHECK_FALSE(PartitionSet::Make(16, {1, 2, 1}).ok());
}

}  // namespace
}  // namespace creditproof
