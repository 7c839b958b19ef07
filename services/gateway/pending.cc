#include "services/gateway/pending.h"

namespace creditproof::gateway {

Pending::Token Pending::Begin() {
  const std::lock_guard lock(mutex_);
  ++count_;
  return {this, [](Pending* pending) {
            const std::lock_guard ending(pending->mutex_);
            if (--pending->count_ == 0) pending->none_.notify_all();
          }};
}

void Pending::Wait(absl::Duration at_most) {
  std::unique_lock lock(mutex_);
  const auto none = [this] { return count_ == 0; };
  if (at_most == absl::InfiniteDuration()) {
    none_.wait(lock, none);
  } else {
    none_.wait_for(lock, absl::ToChronoNanoseconds(at_most), none);
  }
}

}  // namespace creditproof::gateway
