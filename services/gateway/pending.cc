#include "services/gateway/pending.h"

#include <utility>

#include "absl/status/status.h"

namespace creditproof::gateway {
namespace {

absl::Status Stopped() { return absl::CancelledError("the server stops"); }

}  // namespace

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

std::uint64_t Readers::Add(Then then) {
  {
    const std::lock_guard lock(mutex_);
    if (!stopped_) {
      waiting_.emplace(++last_, std::move(then));
      return last_;
    }
  }
  then(Stopped());
  return 0;
}

Readers::Then Readers::Take(std::uint64_t number) {
  const std::lock_guard lock(mutex_);
  const auto found = waiting_.find(number);
  if (found == waiting_.end()) return nullptr;
  Then then = std::move(found->second);
  waiting_.erase(found);
  return then;
}

void Readers::CancelAll() {
  std::map<std::uint64_t, Then> left;
  {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    std::swap(left, waiting_);
  }
  for (const auto& [number, then] : left) then(Stopped());
}

}  // namespace creditproof::gateway
