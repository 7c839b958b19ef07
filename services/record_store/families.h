// The key spaces of record-store's database.
#pragma once

#include <string>
#include <vector>

#include "libs/kv/store.h"

namespace creditproof::record_store {

// Every change there ever was. Keys: credit code (18 bytes) || position (8,
// big-endian); for a change that concerns everybody, 18 zero bytes || partition
// (4) || position (8). Value: serialized Change.
inline constexpr kv::Family kChanges{0};

// See libs/changelog/mark.h.
inline constexpr kv::Family kMeta{1};

// See libs/audit/trail.h.
inline constexpr kv::Family kAudit{2};

// As Store::Open wants them: by index.
inline std::vector<std::string> FamilyNames() {
  return {"changes", "meta", "audit"};
}

}  // namespace creditproof::record_store
