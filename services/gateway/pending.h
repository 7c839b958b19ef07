// What is under way and must end before something else may.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>

#include "absl/time/time.h"
#include "services/gateway/http.h"

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

// Who waits for a piece of a body, so that none waits for ever when nothing is
// read any more. Thread-safe.
class Readers {
 public:
  using Then = Pieces::Then;

  // From 1 on. 0 after CancelAll: `then` was told so at once.
  std::uint64_t Add(Then then);

  // Who was added as `number`; null when it was told already.
  Then Take(std::uint64_t number);

  // Tells all that are left, and all that come, that there is no more.
  void CancelAll();

 private:
  std::mutex mutex_;
  std::uint64_t last_ = 0;                 // guarded by mutex_
  std::map<std::uint64_t, Then> waiting_;  // likewise
  bool stopped_ = false;                   // likewise
};

}  // namespace creditproof::gateway
