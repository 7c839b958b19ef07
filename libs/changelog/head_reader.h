// Learns log heads for strong checks. Concurrent checks share a reading, but
// each only one that starts after it arrived.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace creditproof::changelog {

using Heads = std::map<std::uint32_t, std::uint64_t>;  // partition -> position

// Thread-safe.
class HeadReader {
 public:
  // `read` gets the heads of every partition that this instance serves.
  explicit HeadReader(std::function<absl::StatusOr<Heads>()> read);

  // A head of `partition` from a reading that started after this call. Fails
  // with UNAVAILABLE (PEER_UNAVAILABLE), at the latest at `deadline`.
  absl::StatusOr<std::uint64_t> Read(std::uint32_t partition,
                                     absl::Time deadline);

 private:
  const std::function<absl::StatusOr<Heads>()> read_;
  std::mutex mutex_;
  std::condition_variable finished_;
  bool reading_ = false;             // guarded by mutex_, as is the rest
  std::uint64_t started_count_ = 0;  // readings begun
  std::uint64_t finished_count_ = 0;
  absl::StatusOr<Heads> last_;
};

}  // namespace creditproof::changelog
