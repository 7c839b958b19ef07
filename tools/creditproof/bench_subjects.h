// The subjects of bench check, and what concerns them all.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change.pb.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/changelog/follower.h"

namespace creditproof::tool {

// Penalties count; companies of province 23.
policy::v1::Policy BenchPolicy();

// Has delivered penalties for all areas.
changelog::v1::SourceState BenchSource();

// Of a company of the province.
changelog::v1::Change Registered(const std::string& code);

// Gathers a partition's changes into batches for `applier`, which must outlive
// it.
class Feed {
 public:
  Feed(std::uint32_t partition, changelog::Applier& applier)
      : partition_(partition), applier_(applier) {}

  absl::Status Add(changelog::v1::Change change);
  absl::Status Flush();

  // Of the last change added.
  std::uint64_t position() const { return position_; }

 private:
  const std::uint32_t partition_;
  changelog::Applier& applier_;
  std::uint64_t position_ = 0;
  std::vector<changelog::DecodedEntry> entries_;
};

// Feeds `applier` a policy, a source that has delivered for all areas, and
// 100,000 subjects, one in 20 with a penalty, spread over `partition_count`
// partitions. Returns the codes of those without.
absl::StatusOr<std::vector<std::string>> LoadSubjects(
    std::uint32_t partition_count, changelog::Applier& applier);

}  // namespace creditproof::tool
