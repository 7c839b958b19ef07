// Learns log heads for strong checks. Concurrent checks share a reading, but
// each only one that starts after it arrived.
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <stop_token>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace creditproof::changelog {

using Heads = std::map<std::uint32_t, std::uint64_t>;  // partition -> position

// Reads on a thread of its own, one reading at a time and only when somebody
// waits, so that nobody waits past his deadline. Thread-safe.
class HeadReader {
 public:
  // `read` gets the heads of every partition that this instance serves, in
  // bounded time.
  explicit HeadReader(std::function<absl::StatusOr<Heads>()> read);

  // A head of `partition` from a reading that started after this call. Fails
  // with UNAVAILABLE (PEER_UNAVAILABLE), at the latest at `deadline`, or with
  // FAILED_PRECONDITION (WRONG_PARTITION) when the reading does not hold it.
  absl::StatusOr<std::uint64_t> Read(std::uint32_t partition,
                                     absl::Time deadline);

 private:
  void Run(const std::stop_token& stop);
  std::condition_variable& FinishedOf(std::uint64_t reading);

  const std::function<absl::StatusOr<Heads>()> read_;
  std::mutex mutex_;
  std::condition_variable_any wanted_;
  // Who waits for a reading waits on one of the two by its number, so that the
  // end of one does not wake those that wait for the next.
  std::array<std::condition_variable, 2> finished_;
  std::uint64_t wanted_count_ = 0;  // guarded by mutex_, as is the rest
  std::uint64_t started_count_ = 0;
  std::uint64_t finished_count_ = 0;
  absl::StatusOr<Heads> last_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::changelog
