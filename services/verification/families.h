// The key spaces of verification's database.
#pragma once

#include <vector>

#include "libs/kv/store.h"
#include "services/verification/subject_changes.h"

namespace creditproof::verification {

// See registry.h.
inline constexpr kv::Family kReports{0};
inline constexpr kv::Family kDigests{1};

// See libs/audit/trail.h and presentations.h.
inline constexpr kv::Family kAudit{4};
inline constexpr kv::Family kPresentations{5};

// What is followed of the log: see subject_changes.h. Its positions are marks
// (libs/changelog/mark.h).
inline constexpr SubjectChanges::Families kFollowed{
    kv::Family{2}, kv::Family{6}, kv::Family{3}};

// As Store::Open wants them: by index.
inline std::vector<kv::FamilySpec> FamilySpecs() {
  return {"reports", "digests",       "subjects", "meta",
          "audit",   "presentations", "known"};
}

}  // namespace creditproof::verification
