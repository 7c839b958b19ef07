#include "libs/kv/whole_store.h"

#include <catch2/catch.hpp>

#include "libs/testing/temp_directory.h"

namespace creditproof::kv {
namespace {

const std::vector<FamilySpec> kFamilies = {"all"};
constexpr Family kAll{0};

absl::Status Put(Store& store, const std::string& key) {
  Batch batch(store);
  batch.Put(kAll, key, "value");
  return store.Commit(std::move(batch), Durability::kBuffered);
}

std::vector<std::string> Keys(const std::filesystem::path& directory) {
  std::vector<std::string> keys;
  const auto store = Store::Open(directory, kFamilies).value();
  REQUIRE(store
              ->Scan(kAll, "", "",
                     [&](absl::string_view key, absl::string_view) {
                       keys.emplace_back(key);
                       return true;
                     })
              .ok());
  return keys;
}

TEST_CASE("A store is there once it is whole") {
  const testing::TempDirectory folder;
  // As configurations write it, too.
  const auto place = folder.path() / GENERATE("data/store", "data/store/");

  REQUIRE(MakeWhole(place, kFamilies, [&](Store& store) {
            CHECK_FALSE(std::filesystem::exists(place));
            return Put(store, "a");
          }).ok());

  CHECK(Keys(place) == std::vector<std::string>{"a"});
}

TEST_CASE("What was cut off leaves nothing for the next time") {
  const testing::TempDirectory folder;
  const auto place = folder.path() / "store";
  const absl::Status cut = MakeWhole(place, kFamilies, [](Store& store) {
    const absl::Status put = Put(store, "half");
    return put.ok() ? absl::CancelledError("cut") : put;
  });
  CHECK(absl::IsCancelled(cut));
  CHECK_FALSE(std::filesystem::exists(place));

  REQUIRE(MakeWhole(place, kFamilies, [](Store& store) {
            return Put(store, "whole");
          }).ok());

  CHECK(Keys(place) == std::vector<std::string>{"whole"});
}

TEST_CASE("Two that start at once do not spoil each other's store") {
  const testing::TempDirectory folder;
  const auto place = folder.path() / "store";
  absl::Status second;

  REQUIRE(MakeWhole(place, kFamilies, [&](Store& store) {
            second = MakeWhole(place, kFamilies, [](Store& other) {
              return Put(other, "second");
            });
            return Put(store, "first");
          }).ok());

  CHECK(absl::IsUnavailable(second));
  CHECK(Keys(place) == std::vector<std::string>{"first"});
}

TEST_CASE("A store that is there is not touched") {
  const testing::TempDirectory folder;
  REQUIRE(Put(*Store::Open(folder.path() / "store", kFamilies).value(), "old")
              .ok());

  REQUIRE(MakeWhole(folder.path() / "store", kFamilies, [](Store& store) {
            return Put(store, "new");
          }).ok());

  CHECK(Keys(folder.path() / "store") == std::vector<std::string>{"old"});
}

}  // namespace
}  // namespace creditproof::kv
