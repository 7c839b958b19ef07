#include "libs/throttle/throttle.h"

#include <algorithm>

namespace creditproof::throttle {
namespace {

// No name that is given to us is empty.
constexpr absl::string_view kOthers = "";

}  // namespace

absl::Duration Throttle::Wait(absl::string_view key, absl::Time now) const {
  const std::lock_guard lock(mutex_);
  return WaitLocked(key, now);
}

bool Throttle::Owes(absl::string_view key, absl::Time now) const {
  const std::lock_guard lock(mutex_);
  const auto found = free_.find(Shared(key));
  return found != free_.end() && found->second > now;
}

void Throttle::Charge(absl::string_view key, absl::Time now) {
  const std::lock_guard lock(mutex_);
  ChargeLocked(key, now);
}

absl::Duration Throttle::Take(absl::string_view key, absl::Time now) {
  const std::lock_guard lock(mutex_);
  const absl::Duration wait = WaitLocked(key, now);
  if (wait == absl::ZeroDuration()) ChargeLocked(key, now);
  return wait;
}

std::size_t Throttle::keys() const {
  const std::lock_guard lock(mutex_);
  return free_.size();
}

absl::Duration Throttle::WaitLocked(absl::string_view key,
                                    absl::Time now) const {
  const auto found = free_.find(Shared(key));
  if (found == free_.end()) return absl::ZeroDuration();
  const absl::Duration most = rate_.interval * (rate_.burst - 1);
  return std::max(absl::ZeroDuration(), found->second - now - most);
}

void Throttle::ChargeLocked(absl::string_view key, absl::Time now) {
  if (free_.size() >= most_keys_) {
    absl::erase_if(free_,
                   [now](const auto& entry) { return entry.second <= now; });
  }
  absl::Time& free = free_.try_emplace(Shared(key), now).first->second;
  free = std::max(free, now) + rate_.interval;
}

absl::string_view Throttle::Shared(absl::string_view key) const {
  const bool full = free_.size() >= most_keys_;
  return full && !free_.contains(key) ? kOthers : key;
}

}  // namespace creditproof::throttle
