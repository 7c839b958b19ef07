// A store as it was at one moment, for whoever reads much of it.
#pragma once

#include <cstdint>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"

namespace rocksdb {
class Snapshot;
}  // namespace rocksdb

namespace creditproof::kv {

// Thread-safe. Holds up neither readers nor writers; while it lives the store
// keeps what is written over.
class Snapshot {
 public:
  // `store` must outlive it.
  explicit Snapshot(const Store& store);
  ~Snapshot();
  Snapshot(const Snapshot&) = delete;
  Snapshot& operator=(const Snapshot&) = delete;

  // Visits the pairs from `first` up to, but not, `end` (empty for the last
  // pair too), in key order, until `visit` returns false. Leaves the cache to
  // those who look up single keys.
  absl::Status Scan(
      Family family, absl::string_view first, absl::string_view end,
      absl::FunctionRef<bool(absl::string_view key, absl::string_view value)>
          visit) const;

  // About how many keys the family has, now.
  std::uint64_t EstimateKeys(Family family) const;

 private:
  const Store& store_;
  const rocksdb::Snapshot* const moment_;
};

}  // namespace creditproof::kv
