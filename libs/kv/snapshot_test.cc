#include "libs/kv/snapshot.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "libs/testing/temp_directory.h"

namespace creditproof::kv {
namespace {

constexpr Family kFamily{0};

void Put(Store& store, const std::string& key, const std::string& value) {
  Batch batch(store);
  batch.Put(kFamily, key, value);
  REQUIRE(store.Commit(std::move(batch), Durability::kBuffered).ok());
}

std::string Read(const Snapshot& snapshot, absl::string_view first,
                 absl::string_view end) {
  std::string pairs;
  const absl::Status status = snapshot.Scan(
      kFamily, first, end, [&](absl::string_view key, absl::string_view value) {
        pairs += std::string(key) + "=" + std::string(value) + " ";
        return key != "stop";
      });
  REQUIRE(status.ok());
  return pairs;
}

TEST_CASE("A snapshot shows what was there, whatever is written since") {
  const testing::TempDirectory directory;
  const auto store = Store::Open(directory.path() / "store", {"f"}).value();
  Put(*store, "a", "1");
  Put(*store, "b", "1");
  const Snapshot snapshot(*store);
  Put(*store, "a", "2");
  Put(*store, "c", "2");
  CHECK(Read(snapshot, "", "") == "a=1 b=1 ");
  CHECK(Read(Snapshot(*store), "", "") == "a=2 b=1 c=2 ");
  CHECK(snapshot.EstimateKeys(kFamily) >= 3);
}

TEST_CASE("A range includes its first key and ends before its end") {
  const testing::TempDirectory directory;
  const auto store = Store::Open(directory.path() / "store", {"f"}).value();
  for (const char* key : {"a", "b", "ba", "c", "stop", "t"}) {
    Put(*store, key, "");
  }
  const Snapshot snapshot(*store);
  CHECK(Read(snapshot, "b", "c") == "b= ba= ");
  CHECK(Read(snapshot, "bb", "") == "c= stop= ");
  CHECK(Read(snapshot, "x", "").empty());
}

}  // namespace
}  // namespace creditproof::kv
