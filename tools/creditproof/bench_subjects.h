// The subjects of bench check.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "libs/changelog/follower.h"

namespace creditproof::tool {

// Feeds `applier` a policy, a source that has delivered for all areas, and
// 100,000 subjects, one in 20 with a penalty, spread over `partition_count`
// partitions. Returns the codes of those without.
absl::StatusOr<std::vector<std::string>> LoadSubjects(
    std::uint32_t partition_count, changelog::Applier& applier);

}  // namespace creditproof::tool
