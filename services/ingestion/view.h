// The database as it will be once the act under way is committed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"

namespace creditproof::ingestion {

// Writes wait in memory and are read before what is stored, so that the later
// rows of a block see the earlier ones; a dry run throws them away. Not
// thread-safe.
class View {
 public:
  // `store` must outlive the view.
  explicit View(const kv::Store& store) : store_(store) {}

  absl::StatusOr<std::optional<std::string>> Get(kv::Family family,
                                                 absl::string_view key) const;
  absl::StatusOr<bool> Has(kv::Family family, absl::string_view key) const;

  // What follows `prefix` in the keys that start with it, ascending.
  absl::StatusOr<std::vector<std::string>> Suffixes(
      kv::Family family, absl::string_view prefix) const;

  void Put(kv::Family family, absl::string_view key, absl::string_view value);
  void Delete(kv::Family family, absl::string_view key);

  // Adds the writes that wait for `family` to `batch`.
  void CopyTo(kv::Batch& batch, kv::Family family) const;

  // Whether any writes wait for `family`.
  bool HasWrites(kv::Family family) const;

  // Memory that the waiting writes take, roughly.
  std::size_t bytes() const { return bytes_; }

 private:
  using Key = std::pair<std::size_t, std::string>;
  using Writes = std::map<Key, std::optional<std::string>>;  // nullopt: delete

  // From the first write to `family` whose key starts with `prefix` or is
  // greater.
  Writes::const_iterator From(kv::Family family,
                              absl::string_view prefix) const;
  void Write(kv::Family family, absl::string_view key,
             std::optional<std::string> value);

  const kv::Store& store_;
  Writes writes_;
  std::size_t bytes_ = 0;
};

}  // namespace creditproof::ingestion
