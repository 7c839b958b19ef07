#include "libs/token/key_keeper.h"

#include <algorithm>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/log.h"
#include "libs/token/refused.h"

namespace creditproof::token {
namespace {

// Until a set that could not be read is tried again unasked.
constexpr std::chrono::milliseconds kRetry = std::chrono::minutes(1);

absl::Status NotRead() {
  return base::Error(
      absl::StatusCode::kUnavailable, base::Reason::REASON_PEER_UNAVAILABLE,
      "正在获取统一身份认证的公钥，请稍后重试 (the identity provider's keys "
      "are being read: try again)",
      {{"service", "identity-provider"}});
}

}  // namespace

KeyKeeper::KeyKeeper(Fetch fetch, std::chrono::milliseconds refresh)
    : fetch_(std::move(fetch)), refresh_(refresh) {
  Read();
  thread_ = std::jthread([this](const std::stop_token& stop) { Run(stop); });
}

absl::StatusOr<crypto::WebKey> KeyKeeper::Find(const std::string& key_id,
                                               absl::Time now) {
  const std::lock_guard lock(mutex_);
  const crypto::WebKey* const key = keys_ ? keys_->Find(key_id) : nullptr;
  if (key != nullptr) return *key;
  if (is_wanted_) return NotRead();
  // A reading under way may have begun before the key was there; a clock that
  // was put back proves nothing.
  if (absl::AbsDuration(now - wanted_at_) >= kLeastPause) {
    is_wanted_ = true;
    wanted_at_ = now;
    wanted_.notify_one();
    return NotRead();
  }
  if (is_reading_ || is_stale_) return NotRead();
  return Refused("UNKNOWN_TOKEN_KEY",
                 "the access token is signed by an unknown key");
}

void KeyKeeper::Run(const std::stop_token& stop) {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      const auto pause = is_stale_ ? std::min(kRetry, refresh_) : refresh_;
      wanted_.wait_for(lock, stop, pause, [this] { return is_wanted_; });
      is_wanted_ = false;
      is_reading_ = true;
    }
    if (stop.stop_requested()) return;
    Read();
  }
}

void KeyKeeper::Read() {
  const absl::StatusOr<std::string> text = fetch_();
  absl::StatusOr<KeySet> keys =
      text.ok() ? KeySet::Parse(*text) : absl::StatusOr<KeySet>(text.status());
  if (!keys.ok()) {
    base::Log(base::Severity::kError, "alarm_identity_provider_keys_unreadable",
              {{"error", keys.status().ToString()}});
  }
  const std::lock_guard lock(mutex_);
  is_reading_ = false;
  is_stale_ = !keys.ok();
  if (keys.ok()) keys_ = std::make_shared<const KeySet>(*std::move(keys));
}

}  // namespace creditproof::token
