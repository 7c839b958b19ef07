#include "libs/testing/power_loss_env.h"

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/kv/big_endian.h"
#include "libs/kv/store.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::testing {
namespace {

using kv::Durability;

constexpr kv::Family kLeft{0};
constexpr kv::Family kRight{1};

std::unique_ptr<kv::Store> Open(const TempDirectory& directory,
                                rocksdb::Env* env) {
  auto store =
      kv::Store::Open(directory.path() / "store", {"left", "right"}, env);
  INFO(store.status());
  REQUIRE(store.ok());
  return *std::move(store);
}

// Writes `key` to both families at once.
absl::Status PutBoth(kv::Store& store, absl::string_view key,
                     Durability durability, absl::string_view value = "v") {
  kv::Batch batch(store);
  batch.Put(kLeft, key, value);
  batch.Put(kRight, key, value);
  return store.Commit(std::move(batch), durability);
}

std::vector<std::string> Keys(const kv::Store& store, kv::Family family) {
  std::vector<std::string> keys;
  const absl::Status status =
      store.Scan(family, "", "", [&](absl::string_view key, auto) {
        keys.emplace_back(key);
        return true;
      });
  REQUIRE(status.ok());
  return keys;
}

TEST_CASE("A synced commit survives a power cut, a buffered one is lost") {
  const TempDirectory directory;
  PowerLossEnv env;
  auto store = Open(directory, &env);
  REQUIRE(PutBoth(*store, "a", Durability::kSynced).ok());
  REQUIRE(PutBoth(*store, "b", Durability::kBuffered).ok());

  env.CutPower();
  store.reset();

  const auto reopened = Open(directory, nullptr);
  CHECK(Keys(*reopened, kLeft) == std::vector<std::string>{"a"});
  CHECK(Keys(*reopened, kRight) == std::vector<std::string>{"a"});
}

TEST_CASE("Sync saves the buffered commits before it") {
  const TempDirectory directory;
  PowerLossEnv env;
  auto store = Open(directory, &env);
  REQUIRE(PutBoth(*store, "a", Durability::kBuffered).ok());
  REQUIRE(store->Sync().ok());
  REQUIRE(PutBoth(*store, "b", Durability::kBuffered).ok());

  env.CutPower();
  store.reset();

  const auto reopened = Open(directory, nullptr);
  CHECK(Keys(*reopened, kLeft) == std::vector<std::string>{"a"});
}

TEST_CASE("Without power nothing can be written") {
  const TempDirectory directory;
  PowerLossEnv env;
  auto store = Open(directory, &env);

  env.CutPower();

  const absl::Status status = PutBoth(*store, "a", Durability::kSynced);
  CHECK(status.code() == absl::StatusCode::kUnavailable);
}

TEST_CASE("A cut at any moment keeps what was acknowledged and tears nothing") {
  const TempDirectory directory;
  PowerLossEnv env;
  auto store = Open(directory, &env);
  constexpr std::uint32_t kWriters = 4;
  constexpr std::uint32_t kAcknowledgedBeforeCut = 600;  // past some flushes
  std::atomic<std::uint32_t> acknowledged = 0;
  std::vector<std::uint32_t> last(kWriters, 0);
  std::vector<std::thread> writers;

  for (std::uint32_t writer = 0; writer < kWriters; ++writer) {
    writers.emplace_back([&, writer] {
      const std::string large(1 << 16, 'x');
      for (std::uint32_t i = 1;; ++i) {
        const std::string key =
            absl::StrCat(kv::BigEndian(writer), kv::BigEndian(i));
        if (!PutBoth(*store, key, Durability::kSynced, large).ok()) return;
        last[writer] = i;
        if (++acknowledged == kAcknowledgedBeforeCut) env.CutPower();
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  CHECK(acknowledged >= kAcknowledgedBeforeCut);
  store.reset();

  const auto reopened = Open(directory, nullptr);
  const std::vector<std::string> left = Keys(*reopened, kLeft);
  CHECK(left == Keys(*reopened, kRight));
  for (std::uint32_t writer = 0; writer < kWriters; ++writer) {
    for (std::uint32_t i = 1; i <= last[writer]; ++i) {
      const std::string key =
          absl::StrCat(kv::BigEndian(writer), kv::BigEndian(i));
      REQUIRE(std::binary_search(left.begin(), left.end(), key));
    }
  }
}

}  // namespace
}  // namespace creditproof::testing
