// The database as it will be once the act under way is committed.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/container/btree_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"
#include "services/ingestion/presence.h"

namespace creditproof::ingestion {

// Writes wait in memory and are read before what is stored, so that the later
// rows of a block see the earlier ones; a dry run throws them away. Not
// thread-safe, but for a view behind this one while nobody writes here.
class View {
 public:
  // `store` must outlive the view, and so must `presence`, which knows all that
  // is in the store; null to ask the store itself, every time.
  explicit View(const kv::Store& store, const Presence* presence = nullptr)
      : store_(store), presence_(presence) {}

  // Behind `before`, whose writes are on their way to the store: all of them
  // are seen, be they there or not. It must outlive its being behind.
  void StandBehind(const View* before) { before_ = before; }

  absl::StatusOr<std::optional<std::string>> Get(kv::Family family,
                                                 absl::string_view key) const;
  absl::StatusOr<bool> Has(kv::Family family, absl::string_view key) const;

  // What follows `prefix`, the whole of a list's, in the keys that start with
  // it, ascending.
  absl::StatusOr<std::vector<std::string>> Suffixes(
      kv::Family family, absl::string_view prefix) const;

  // Likewise at most `limit` of them, behind `after`.
  absl::StatusOr<std::vector<std::string>> SuffixesAfter(
      kv::Family family, absl::string_view prefix, absl::string_view after,
      std::size_t limit) const;

  void Put(kv::Family family, absl::string_view key, absl::string_view value);
  void Delete(kv::Family family, absl::string_view key);

  // Adds the writes that wait to `batch`.
  void CopyTo(kv::Batch& batch) const;

  // Has `presence` learn every key that is to be written.
  void Teach(Presence& presence) const;

  // Has the store asked anew: another act may have written to it since.
  void AskAnew() { latest_.reset(); }

  bool HasWrites() const { return !writes_.empty(); }

  // Memory that the waiting writes take, roughly.
  std::size_t bytes() const { return bytes_; }

 private:
  // By key; nullopt deletes.
  using Writes = absl::btree_map<std::string, std::optional<std::string>>;

  const Writes* Of(kv::Family family) const;
  // What is to be written there, by this view or the one before it.
  const std::optional<std::string>* Waiting(kv::Family family,
                                            absl::string_view key) const;
  void AddWaiting(const View& layer, kv::Family family,
                  absl::string_view prefix, absl::string_view after,
                  std::size_t limit, std::set<std::string>& suffixes) const;
  void Write(kv::Family family, absl::string_view key,
             std::optional<std::string> value);

  // What the store answered last: for a row, one key is asked for several times
  // running.
  struct Answer {
    std::size_t family;
    std::string key;
    std::optional<std::string> value;
  };

  const kv::Store& store_;
  const Presence* const presence_;
  const View* before_ = nullptr;
  std::map<std::size_t, Writes> writes_;  // by index of the family
  std::size_t bytes_ = 0;
  mutable std::optional<Answer> latest_;
};

}  // namespace creditproof::ingestion
