// A service's own ordered key-value database: RocksDB behind absl::Status.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace rocksdb {
class DB;
class ColumnFamilyHandle;
class Env;
class WriteBatch;
}  // namespace rocksdb

namespace creditproof::kv {

class Snapshot;
class Store;

// A key space of its own within a store; a position in the list that Open got.
struct Family {
  std::size_t index;
};

// How large the values of a family mostly are, if they are many.
enum class Values {
  kSmall,
  kLarge,  // hundreds of bytes and more
  kBlobs,  // tens of kilobytes, and nothing would compress them further
};

// A family to open.
struct FamilySpec {
  FamilySpec(const char* of_name, Values of_values = Values::kSmall)
      : name(of_name), values(of_values) {}
  std::string name;
  Values values;
};

// Writes that Store::Commit applies together or not at all. Not thread-safe.
class Batch {
 public:
  explicit Batch(const Store& store);
  ~Batch();
  Batch(Batch&&) noexcept;
  Batch& operator=(Batch&&) noexcept;

  void Put(Family family, absl::string_view key, absl::string_view value);
  void Delete(Family family, absl::string_view key);
  // Deletes all that is in the family by then. Keys have at most 256 bytes.
  void Clear(Family family);
  std::size_t bytes() const;
  bool empty() const;

 private:
  friend class Store;
  const Store* store_;
  std::unique_ptr<rocksdb::WriteBatch> writes_;
};

// Whether a commit waits for the write-ahead log to reach the disk. Concurrent
// synced commits share one fdatasync.
enum class Durability { kSynced, kBuffered };

// One open database directory. Thread-safe. One process at a time may hold a
// directory; a second Open fails with UNAVAILABLE.
//
// Keys order as unsigned bytes. RocksDB failures map to UNAVAILABLE
// (STORE_UNAVAILABLE; try again), DATA_LOSS (STORE_CORRUPT) or INTERNAL.
class Store {
 public:
  // Creates `directory` and missing families. `families` are addressed by
  // their position; they must include every family the directory has. `env`
  // is RocksDB's default unless a test passes its own, which must outlive the
  // store.
  static absl::StatusOr<std::unique_ptr<Store>> Open(
      const std::filesystem::path& directory,
      const std::vector<FamilySpec>& families, rocksdb::Env* env = nullptr);
  ~Store();

  // Fails with NOT_FOUND when `key` has no value.
  absl::StatusOr<std::string> Get(Family family, absl::string_view key) const;

  // Likewise, where having none is nothing unusual.
  absl::StatusOr<std::optional<std::string>> Find(Family family,
                                                  absl::string_view key) const;

  // Likewise for each of `keys`, in any order and also twice, all as of one
  // moment. Costs much less than one after the other. Holds what it read in
  // memory meanwhile: ask for some hundreds at a time.
  absl::StatusOr<std::vector<std::optional<std::string>>> FindAll(
      Family family, absl::Span<const absl::string_view> keys) const;

  // Applies `batch` atomically.
  absl::Status Commit(Batch&& batch, Durability durability);

  // Waits until everything committed so far is on disk.
  absl::Status Sync();

  // Visits the pairs whose key starts with `prefix` and is greater than
  // `after` (empty for all), in key order, until `visit` returns false. Sees a
  // snapshot.
  absl::Status Scan(
      Family family, absl::string_view prefix, absl::string_view after,
      absl::FunctionRef<bool(absl::string_view key, absl::string_view value)>
          visit) const;

  // The last pair whose key starts with `prefix`. NOT_FOUND when there is none.
  absl::StatusOr<std::pair<std::string, std::string>> Last(
      Family family, absl::string_view prefix) const;

 private:
  friend class Batch;
  friend class Snapshot;
  Store(std::unique_ptr<rocksdb::DB> db,
        std::vector<rocksdb::ColumnFamilyHandle*> families);

  const std::unique_ptr<rocksdb::DB> db_;
  const std::vector<rocksdb::ColumnFamilyHandle*> families_;
};

}  // namespace creditproof::kv
