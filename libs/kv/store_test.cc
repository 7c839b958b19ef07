#include "libs/kv/store.h"

#include <sys/mount.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "libs/base/error.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::kv {
namespace {

using testing::TempDirectory;

constexpr Family kLeft{0};
constexpr Family kRight{1};

std::unique_ptr<Store> Open(const TempDirectory& directory) {
  auto store = Store::Open(directory.path() / "store", {"left", "right"});
  INFO(store.status());
  REQUIRE(store.ok());
  return *std::move(store);
}

void Put(Store& store, Family family, const std::vector<std::string>& keys) {
  Batch batch(store);
  for (const std::string& key : keys) batch.Put(family, key, "value " + key);
  REQUIRE(store.Commit(std::move(batch), Durability::kBuffered).ok());
}

std::vector<std::string> Keys(const Store& store, absl::string_view prefix,
                              absl::string_view after) {
  std::vector<std::string> keys;
  const absl::Status status =
      store.Scan(kLeft, prefix, after,
                 [&](absl::string_view key, absl::string_view value) {
                   CHECK(value == "value " + std::string(key));
                   keys.emplace_back(key);
                   return true;
                 });
  REQUIRE(status.ok());
  return keys;
}

using List = std::vector<std::string>;

std::vector<absl::string_view> Views(const List& keys) {
  return {keys.begin(), keys.end()};
}

TEST_CASE("A key has the value that was put last, or none") {
  const TempDirectory directory;
  const auto store = Open(directory);
  const std::string key("\0\xff", 2);

  Batch batch(*store);
  batch.Put(kLeft, key, "first");
  batch.Put(kLeft, key, std::string("\0last", 5));
  batch.Put(kLeft, "gone", "x");
  batch.Delete(kLeft, "gone");
  REQUIRE(store->Commit(std::move(batch), Durability::kSynced).ok());

  CHECK(store->Get(kLeft, key).value() == std::string("\0last", 5));
  const absl::Status gone = store->Get(kLeft, "gone").status();
  CHECK(gone.code() == absl::StatusCode::kNotFound);
  CHECK(base::ReasonOf(gone) == base::Reason::REASON_UNSPECIFIED);
}

TEST_CASE("Many keys are found as each by itself, in the order asked") {
  const TempDirectory directory;
  auto store = Open(directory);
  std::vector<std::string> keys;
  for (int i = 0; i < 500; ++i) keys.push_back(std::to_string(i * 7919 % 500));
  Put(*store, kLeft, {keys.begin(), keys.begin() + 200});
  store.reset();
  store = Open(directory);  // these are in a file now
  Put(*store, kLeft, {keys.begin() + 200, keys.begin() + 300});
  keys.push_back(keys[0]);  // twice

  const auto found = store->FindAll(kLeft, Views(keys)).value();

  REQUIRE(found.size() == keys.size());
  for (std::size_t i = 0; i < keys.size(); ++i) {
    CHECK(found[i] == store->Find(kLeft, keys[i]).value());
  }
  CHECK(store->FindAll(kLeft, {}).value().empty());
  CHECK_FALSE(store->FindAll(kRight, {"0"}).value()[0].has_value());
}

bool HoldsBlobs(const std::filesystem::path& directory) {
  const std::filesystem::directory_iterator files(directory);
  return std::any_of(begin(files), end(files), [](const auto& file) {
    return file.path().extension() == ".blob";
  });
}

TEST_CASE("Blobs are kept apart, and read, found, scanned and deleted as any") {
  const TempDirectory directory;
  const std::filesystem::path place = directory.path() / "store";
  const auto open = [&](Values values) {
    return *Store::Open(place, {FamilySpec("left", values), "right"});
  };
  const auto put = [](Store& store, const std::string& key, char content) {
    Batch batch(store);
    batch.Put(kLeft, key, std::string(20'000, content));
    REQUIRE(store.Commit(std::move(batch), Durability::kSynced).ok());
  };
  auto store = open(Values::kSmall);
  put(*store, "before", 'b');  // such values were blobs
  store.reset();
  store = open(Values::kSmall);
  store.reset();
  CHECK_FALSE(HoldsBlobs(place));
  store = open(Values::kBlobs);
  put(*store, "kept", 'k');
  put(*store, "thrown away", 't');
  Put(*store, kLeft, {"small"});
  store.reset();
  store = open(Values::kBlobs);  // these are in files now
  CHECK(HoldsBlobs(place));

  Batch batch(*store);
  batch.Delete(kLeft, "thrown away");
  REQUIRE(store->Commit(std::move(batch), Durability::kSynced).ok());
  store.reset();
  store = open(Values::kBlobs);

  CHECK(store->Get(kLeft, "before").value() == std::string(20'000, 'b'));
  CHECK(store->Get(kLeft, "small").value() == "value small");
  const auto found =
      store->FindAll(kLeft, {"kept", "small", "thrown away"}).value();
  CHECK(found[0] == std::string(20'000, 'k'));
  CHECK_FALSE(found[2].has_value());
  std::string scanned;
  REQUIRE(store
              ->Scan(kLeft, "", "before",
                     [&](absl::string_view key, absl::string_view value) {
                       scanned += std::string(key) + " " +
                                  std::to_string(value.size()) + ";";
                       return true;
                     })
              .ok());
  CHECK(scanned == "kept 20000;small 11;");
}

TEST_CASE("Keys that are found together are of one moment") {
  const TempDirectory directory;
  const auto store = Open(directory);
  std::vector<std::string> keys;
  for (int i = 0; i < 50; ++i) keys.push_back(std::to_string(i));
  const auto write_all = [&](const std::string& value) {
    Batch batch(*store);
    for (const std::string& key : keys) batch.Put(kLeft, key, value);
    return store->Commit(std::move(batch), Durability::kBuffered).ok();
  };
  REQUIRE(write_all("0"));
  std::jthread writer([&](const std::stop_token& stop) {
    for (int i = 1; !stop.stop_requested(); ++i) write_all(std::to_string(i));
  });

  for (int look = 0; look < 2000; ++look) {
    const auto found = store->FindAll(kLeft, Views(keys)).value();
    REQUIRE(std::count(found.begin(), found.end(), found[0]) == 50);
  }
}

TEST_CASE("Families do not see each other") {
  const TempDirectory directory;
  const auto store = Open(directory);

  Put(*store, kLeft, {"a"});

  CHECK(store->Get(kLeft, "a").ok());
  CHECK_FALSE(store->Get(kRight, "a").ok());
  CHECK_FALSE(store->Last(kRight, "").ok());
}

TEST_CASE("A batch that is not committed changes nothing") {
  const TempDirectory directory;
  const auto store = Open(directory);

  {
    Batch batch(*store);
    CHECK(batch.empty());
    const std::size_t bytes = batch.bytes();
    batch.Put(kLeft, "a", "1");
    batch.Put(kRight, "b", "2");
    CHECK_FALSE(batch.empty());
    CHECK(batch.bytes() > bytes);
  }

  CHECK_FALSE(store->Get(kLeft, "a").ok());
  CHECK_FALSE(store->Get(kRight, "b").ok());
}

TEST_CASE("A batch may be moved before it is committed") {
  const TempDirectory directory;
  const auto store = Open(directory);
  Batch first(*store);
  first.Put(kLeft, "a", "1");

  Batch second = std::move(first);
  second.Put(kRight, "a", "2");
  REQUIRE(store->Commit(std::move(second), Durability::kBuffered).ok());

  CHECK(store->Get(kLeft, "a").value() == "1");
  CHECK(store->Get(kRight, "a").value() == "2");
}

TEST_CASE("A scan visits the keys of its prefix after a key, in order") {
  const TempDirectory directory;
  const auto store = Open(directory);
  Put(*store, kLeft, {"b", "a2", "a1", "a", "a3", "a\xff", "c", "\xff\xff"});

  CHECK(Keys(*store, "a", "") == List{"a", "a1", "a2", "a3", "a\xff"});
  CHECK(Keys(*store, "a", "a") == List{"a1", "a2", "a3", "a\xff"});
  CHECK(Keys(*store, "a", "a1") == List{"a2", "a3", "a\xff"});
  CHECK(Keys(*store, "a", "a11") == List{"a2", "a3", "a\xff"});
  CHECK(Keys(*store, "a", "a\xff").empty());
  CHECK(Keys(*store, "b", "a2") == List{"b"});
  CHECK(Keys(*store, "a", "b").empty());
  CHECK(Keys(*store, "\xff", "") == List{"\xff\xff"});
  CHECK(Keys(*store, "", "b") == List{"c", "\xff\xff"});
  CHECK(Keys(*store, "x", "").empty());
}

TEST_CASE("A scan ends when its visitor says so") {
  const TempDirectory directory;
  const auto store = Open(directory);
  Put(*store, kLeft, {"a", "b", "c"});

  int visited = 0;
  REQUIRE(store->Scan(kLeft, "", "", [&](auto, auto) { return ++visited < 2; })
              .ok());

  CHECK(visited == 2);
}

TEST_CASE("A scan sees the store as it was when it began") {
  const TempDirectory directory;
  const auto store = Open(directory);
  Put(*store, kLeft, {"a", "b"});

  int visited = 0;
  REQUIRE(store
              ->Scan(kLeft, "", "",
                     [&](auto, auto) {
                       Put(*store, kLeft, {"c" + std::to_string(visited)});
                       return ++visited < 10;
                     })
              .ok());

  CHECK(visited == 2);
}

TEST_CASE("Last finds the greatest key of a prefix") {
  const TempDirectory directory;
  const auto store = Open(directory);
  Put(*store, kLeft, {"a1", "a2", "b", "b\xff\xff", "d"});

  CHECK(store->Last(kLeft, "a").value() ==
        std::make_pair(std::string("a2"), std::string("value a2")));
  CHECK(store->Last(kLeft, "b")->first == "b\xff\xff");
  CHECK(store->Last(kLeft, "")->first == "d");
  CHECK(absl::IsNotFound(store->Last(kLeft, "c").status()));
  CHECK(absl::IsNotFound(store->Last(kLeft, "A").status()));
  CHECK(absl::IsNotFound(store->Last(kLeft, "\xff").status()));
}

TEST_CASE("A store that is opened again has its data") {
  const TempDirectory directory;
  Put(*Open(directory), kRight, {"a"});

  const auto store = Open(directory);

  CHECK(store->Get(kRight, "a").value() == "value a");
}

TEST_CASE("A directory is open once at a time") {
  const TempDirectory directory;
  const auto store = Open(directory);

  const absl::Status second =
      Store::Open(directory.path() / "store", {"left", "right"}).status();

  CHECK(second.code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(second) == base::Reason::REASON_STORE_UNAVAILABLE);
}

TEST_CASE("A family may be added, none may be left out") {
  const TempDirectory directory;
  Put(*Open(directory), kLeft, {"a"});
  const auto open = [&](const std::vector<FamilySpec>& families) {
    return Store::Open(directory.path() / "store", families).status();
  };

  CHECK(open({"left", "right", "new"}).ok());
  CHECK_FALSE(open({"left", "right"}).ok());
}

TEST_CASE("A damaged store is DATA_LOSS") {
  const TempDirectory directory;
  Put(*Open(directory), kLeft, {"a"});
  const auto current = directory.path() / "store" / "CURRENT";
  std::ofstream(current, std::ios::trunc) << "nonsense";

  const absl::Status status =
      Store::Open(directory.path() / "store", {"left", "right"}).status();

  CHECK(status.code() == absl::StatusCode::kDataLoss);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_STORE_CORRUPT);
}

// A small file system of its own, where the system lets one be made.
class SmallDisk {
 public:
  SmallDisk()
      : mounted_(mount("tmpfs", directory_.path().c_str(), "tmpfs", 0,
                       "size=2m") == 0) {}
  ~SmallDisk() {
    if (mounted_) umount2(directory_.path().c_str(), MNT_DETACH);
  }
  bool mounted() const { return mounted_; }
  const TempDirectory& directory() const { return directory_; }
  void Enlarge() const {
    REQUIRE(mount("tmpfs", directory_.path().c_str(), "tmpfs", MS_REMOUNT,
                  "size=64m") == 0);
  }

 private:
  const TempDirectory directory_;
  const bool mounted_;
};

absl::Status PutLarge(Store& store, int number) {
  Batch batch(store);
  batch.Put(kLeft, "key " + std::to_string(number), std::string(64 << 10, 'x'));
  return store.Commit(std::move(batch), Durability::kSynced);
}

TEST_CASE("A full disk is UNAVAILABLE, and written again when it has room") {
  const SmallDisk disk;
  if (!disk.mounted()) {
    WARN("no file system can be mounted here: not tested");
    return;
  }
  auto store = Open(disk.directory());
  int kept = 0;
  absl::Status status;
  while ((status = PutLarge(*store, kept)).ok()) ++kept;
  CHECK(kept > 0);
  CHECK(status.code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(status) == base::Reason::REASON_STORE_UNAVAILABLE);
  CHECK(store->Get(kLeft, "key 0").ok());

  disk.Enlarge();

  // RocksDB looks every few seconds.
  const auto deadline =
      std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!PutLarge(*store, kept).ok()) {
    REQUIRE(std::chrono::steady_clock::now() < deadline);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  store.reset();
  store = Open(disk.directory());
  for (int i = 0; i <= kept; ++i) {
    CHECK(store->Get(kLeft, "key " + std::to_string(i)).ok());
  }
}

}  // namespace
}  // namespace creditproof::kv
