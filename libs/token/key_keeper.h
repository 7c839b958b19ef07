// The keys of an identity provider, as they are now.
#pragma once

#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/crypto/web_key.h"
#include "libs/token/key_set.h"

namespace creditproof::token {

// Reads the key set in a thread of its own: who asks for a key never waits for
// it. While it cannot be read the last good one holds, with an alarm in the
// log. Thread-safe.
class KeyKeeper {
 public:
  // The text of the key set. Must come to an end by itself.
  using Fetch = std::function<absl::StatusOr<std::string>()>;

  // Unknown key ids make it read no more often.
  static constexpr absl::Duration kLeastPause = absl::Seconds(10);

  // Reads the set before it returns, and then whenever `refresh` has passed.
  explicit KeyKeeper(Fetch fetch,
                     std::chrono::milliseconds refresh = std::chrono::hours(1));
  KeyKeeper(const KeyKeeper&) = delete;
  KeyKeeper& operator=(const KeyKeeper&) = delete;

  // A key that is not known has the set read again. Fails with UNAVAILABLE
  // (PEER_UNAVAILABLE) until it is read, or PERMISSION_DENIED (GROUND_REFUSED,
  // UNKNOWN_TOKEN_KEY) when a set that was read since, or less than kLeastPause
  // ago, does not hold it.
  absl::StatusOr<crypto::WebKey> Find(const std::string& key_id,
                                      absl::Time now);

 private:
  void Run(const std::stop_token& stop);
  void Read();

  const Fetch fetch_;
  const std::chrono::milliseconds refresh_;
  std::mutex mutex_;  // guards what follows
  std::shared_ptr<const KeySet> keys_;
  bool is_wanted_ = false;   // asked for, and reading has not begun
  bool is_reading_ = false;  // under way
  bool is_stale_ = true;     // could not be read when last tried
  absl::Time wanted_at_ = absl::InfinitePast();
  std::condition_variable_any wanted_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::token
