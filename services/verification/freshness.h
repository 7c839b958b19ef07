// Since when what is known here of a partition may be missing something.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/changelog/head_reader.h"
#include "libs/changelog/progress.h"

namespace creditproof::verification {

// Thread-safe.
class Freshness {
 public:
  // A report is called genuine from knowledge that is no older.
  static constexpr absl::Duration kMostAge = absl::Seconds(60);

  // `progress` and `heads` must outlive this object.
  Freshness(const changelog::Progress& progress, changelog::HeadReader& heads,
            base::Clock clock)
      : progress_(progress), heads_(heads), clock_(std::move(clock)) {}

  // A time, at most kMostAge ago, at which everything in the log of `partition`
  // was, or since then became, applied here. Asks for the head only when the
  // last answer is older, then waits for about a second at most. Fails with
  // UNAVAILABLE (PEER_UNAVAILABLE or BEHIND_LOG).
  absl::StatusOr<absl::Time> AsOf(std::uint32_t partition);

  // Whether AsOf would answer without asking, and would so a second from now.
  bool IsRecent(std::uint32_t partition);

  // Asks however old the last answer is.
  absl::StatusOr<absl::Time> Ask(std::uint32_t partition);

 private:
  absl::Time LastSeen(std::uint32_t partition);

  const changelog::Progress& progress_;
  changelog::HeadReader& heads_;
  const base::Clock clock_;
  std::mutex mutex_;
  std::map<std::uint32_t, absl::Time> seen_;  // guarded by mutex_
};

// Asks for each partition's end from time to time, so that whoever asks about a
// report mostly need not. As long as it lives.
class FreshnessKeeper {
 public:
  // `freshness` must outlive this object.
  FreshnessKeeper(Freshness& freshness, std::vector<std::uint32_t> partitions);

 private:
  void Run(const std::stop_token& stop);
  bool AskAll(const std::stop_token& stop);

  Freshness& freshness_;
  const std::vector<std::uint32_t> partitions_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::verification
