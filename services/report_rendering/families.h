// What report-rendering stores (the headers of what uses it say how).
#pragma once

#include <vector>

#include "libs/kv/store.h"

namespace creditproof::report_rendering {

// In the order of FamilySpecs.
constexpr kv::Family kIntents{0};
constexpr kv::Family kReports{1};
constexpr kv::Family kMeta{2};
constexpr kv::Family kAudit{3};
constexpr kv::Family kGrants{4};

inline std::vector<kv::FamilySpec> FamilySpecs() {
  return {
      "intents", {"reports", kv::Values::kBlobs}, "meta", "audit", "grants"};
}

}  // namespace creditproof::report_rendering
