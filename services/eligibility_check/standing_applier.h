// Applies the change log to eligibility-check's database.
#pragma once

#include <cstdint>
#include <vector>

#include "libs/changelog/follower.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Facts, standings and position of a batch of entries are committed together.
// Not synced: what a power cut takes is applied again from the log.
class StandingApplier final : public changelog::Applier {
 public:
  // `replica` must outlive it.
  explicit StandingApplier(Replica& replica) : replica_(replica) {}

  absl::StatusOr<Applied> Start(std::uint32_t partition) override;
  absl::Status Apply(
      std::uint32_t partition,
      const std::vector<changelog::DecodedEntry>& entries) override;

 private:
  Replica& replica_;
};

}  // namespace creditproof::eligibility_check
