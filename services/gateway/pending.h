// What is under way and must end before something else may.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>

#include "absl/time/time.h"

namespace creditproof::gateway {

// Thread-safe.
class Pending {
 public:
  // Under way while the token or a copy lives. Must not outlive Pending.
  using Token = std::shared_ptr<void>;
  Token Begin();

  // Waits until nothing is under way, or for so long.
  void Wait(absl::Duration at_most);

 private:
  std::mutex mutex_;
  std::condition_variable none_;
  std::size_t count_ = 0;  // guarded by mutex_
};

}  // namespace creditproof::gateway
