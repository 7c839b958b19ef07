#include "services/verification/freshness.h"

#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"

namespace creditproof::verification {
namespace {

// How long a follower may need for what was appended just now.
constexpr absl::Duration kPatience = absl::Seconds(1);

}  // namespace

absl::StatusOr<absl::Time> Freshness::AsOf(std::uint32_t partition) {
  const absl::Time now = clock_();
  const absl::Time seen = LastSeen(partition);
  // A clock that was put back proves nothing.
  if (absl::AbsDuration(now - seen) <= kMostAge) return seen;

  const absl::Time deadline = absl::Now() + kPatience;
  ASSIGN_OR_RETURN(
      const std::uint64_t head,
      changelog::StrongPosition(progress_, heads_, partition, deadline));
  RETURN_IF_ERROR(progress_.WaitFor(partition, head, deadline));
  const std::lock_guard lock(mutex_);
  return seen_[partition] = now;
}

bool Freshness::IsRecent(std::uint32_t partition) {
  return absl::AbsDuration(clock_() - LastSeen(partition)) <=
         kMostAge - absl::Seconds(1);
}

absl::Time Freshness::LastSeen(std::uint32_t partition) {
  const std::lock_guard lock(mutex_);
  return seen_.try_emplace(partition, absl::InfinitePast()).first->second;
}

}  // namespace creditproof::verification
