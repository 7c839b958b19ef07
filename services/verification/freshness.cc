#include "services/verification/freshness.h"

#include <chrono>
#include <condition_variable>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/strong_position.h"

namespace creditproof::verification {
namespace {

// How long a follower may need for what was appended just now.
constexpr absl::Duration kPatience = absl::Seconds(1);

// Between two rounds of a keeper; after one that failed.
constexpr std::chrono::seconds kPause(15);
constexpr std::chrono::seconds kShortPause(1);

}  // namespace

absl::StatusOr<absl::Time> Freshness::AsOf(std::uint32_t partition) {
  const absl::Time seen = LastSeen(partition);
  // A clock that was put back proves nothing.
  if (absl::AbsDuration(clock_() - seen) <= kMostAge) return seen;
  return Ask(partition);
}

absl::StatusOr<absl::Time> Freshness::Ask(std::uint32_t partition) {
  const absl::Time now = clock_();
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

FreshnessKeeper::FreshnessKeeper(Freshness& freshness,
                                 std::vector<std::uint32_t> partitions)
    : freshness_(freshness),
      partitions_(std::move(partitions)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void FreshnessKeeper::Run(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  while (!stop.stop_requested()) {
    const auto pause = AskAll(stop) ? kPause : kShortPause;
    std::unique_lock lock(mutex);
    stopped.wait_for(lock, stop, pause, [] { return false; });
  }
}

// Who asks about a report meanwhile is told why a partition's end is not known.
bool FreshnessKeeper::AskAll(const std::stop_token& stop) {
  bool known = true;
  for (const std::uint32_t partition : partitions_) {
    if (stop.stop_requested()) return false;
    known = freshness_.Ask(partition).ok() && known;
  }
  return known;
}

}  // namespace creditproof::verification
