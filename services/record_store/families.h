// The key spaces of record-store's database.
#pragma once

#include <string>
#include <vector>

#include "libs/kv/store.h"

namespace creditproof::record_store {

// Every change there ever was; see stored_change.h.
inline constexpr kv::Family kChanges{0};

// See libs/changelog/mark.h.
inline constexpr kv::Family kMeta{1};

// See libs/audit/trail.h.
inline constexpr kv::Family kAudit{2};

// What declared kinds are called; see kind_names.h.
inline constexpr kv::Family kKinds{3};

// When what was appended; see append_times.h.
inline constexpr kv::Family kAppendTimes{4};

// As Store::Open wants them: by index.
inline std::vector<kv::FamilySpec> FamilySpecs() {
  return {{"changes", kv::Values::kLarge},
          "meta",
          "audit",
          "kinds",
          "append_times"};
}

}  // namespace creditproof::record_store
