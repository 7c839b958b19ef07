// How far a store has applied the log, for readers who must not answer before
// it has caught up.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace creditproof::changelog {

// Thread-safe.
class Progress {
 public:
  struct Point {
    std::uint64_t position = 0;
    absl::Time data_time = absl::InfinitePast();  // append time there
  };

  // Says that everything up to `point` can be read now. Called after the store
  // (and whatever is built on it) holds it.
  void Publish(std::uint32_t partition, Point point);

  Point Applied(std::uint32_t partition) const;

  // Waits until `position` is applied. Fails with UNAVAILABLE (BEHIND_LOG) at
  // `deadline`.
  absl::Status WaitFor(std::uint32_t partition, std::uint64_t position,
                       absl::Time deadline) const;

 private:
  mutable std::mutex mutex_;
  mutable std::condition_variable advanced_;
  std::map<std::uint32_t, Point> points_;  // guarded by mutex_
};

}  // namespace creditproof::changelog
