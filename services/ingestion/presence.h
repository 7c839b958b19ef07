// What the writer asks for again and again and nearly never finds.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/kv/store.h"

namespace creditproof::ingestion {

// Tells, without a look at the disk, that no key starts with a prefix, or that
// a key is not there. Knows the lists that View::Suffixes reads for every row
// although nearly all are empty: what stands open by name, code, record and
// match id (family `quarantine`), whom a hold stands against (`holds`), who had
// a code before (`names`); and the open rows themselves, by hold id. Eight
// bytes for each list that is not empty and each row that is open, and for
// those that were once: nothing is ever forgotten. Not thread-safe.
class Presence {
 public:
  // Reads the keys of the three families.
  static absl::StatusOr<std::unique_ptr<Presence>> Load(const kv::Store& store);

  // A key that is in the store, or will be.
  void Learn(kv::Family family, absl::string_view key);

  // False only when no key learned starts with `prefix`, the whole of a list's.
  bool MayHave(kv::Family family, absl::string_view prefix) const;

  // False only for the key of an open row that was not learned.
  bool MayHaveKey(kv::Family family, absl::string_view key) const;

 private:
  Presence() = default;

  absl::flat_hash_set<std::size_t> lists_;      // hashes of family and prefix
  absl::flat_hash_set<std::size_t> open_rows_;  // hashes of their keys
};

}  // namespace creditproof::ingestion
