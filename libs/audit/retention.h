// How long a trail is kept, and what may be removed.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

struct Retention {
  int keep_months = 0;  // 0 for ever
  base::Clock clock{};  // asked only when there is an end
};

// Fails with INVALID_ARGUMENT when that is less than the law asks for.
absl::StatusOr<Retention> RetentionBy(const config::v1::Audit& config,
                                      base::Clock clock);

// Until when an entry written at `time` must be kept: the same day so many
// months later, by China's calendar, or the first day that is behind it.
absl::Time KeptUntil(absl::Time time, int months);

// What to remove from the beginning of a chain.
struct Pruning {
  v1::TrailStart start;            // where it begins afterwards
  std::vector<std::string> pages;  // their keys; empty for nothing
  bool all = false;                // nothing more is due now
};

// The pages that follow `start` all of whose entries need no longer be kept:
// as many as one commit should remove.
absl::StatusOr<Pruning> PlanPruning(const kv::Store& store, kv::Family family,
                                    const v1::TrailStart& start,
                                    int keep_months, absl::Time now);

}  // namespace creditproof::audit
