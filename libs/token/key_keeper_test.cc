#include "libs/token/key_keeper.h"

#include <catch2/catch.hpp>
#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "libs/crypto/signing.h"
#include "libs/token/rule_of.h"
#include "libs/token/test_provider.h"

namespace creditproof::token {
namespace {

const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

std::string SetWith(const char* key_id) {
  const auto key =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  Json keys = Json::array();
  keys.push_back(WebKeyOf(key.verifying_key(), key_id));
  return KeySetOf(keys);
}

// A provider that answers what it is told to, and when.
class Provider {
 public:
  KeyKeeper::Fetch Fetch() {
    return [this]() -> absl::StatusOr<std::string> {
      std::unique_lock lock(mutex_);
      ++calls_;
      changed_.notify_all();
      changed_.wait(lock, [this] { return !is_slow_; });
      return answer_;
    };
  }

  void Say(absl::StatusOr<std::string> answer) {
    const std::lock_guard lock(mutex_);
    answer_ = std::move(answer);
  }

  void SetSlow(bool is_slow) {
    const std::lock_guard lock(mutex_);
    is_slow_ = is_slow;
    changed_.notify_all();
  }

  void WaitForCall(int number) {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [&] { return calls_ >= number; });
  }

  int calls() {
    const std::lock_guard lock(mutex_);
    return calls_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  absl::StatusOr<std::string> answer_ = SetWith("a");
  bool is_slow_ = false;
  int calls_ = 0;
};

// Asks until the answer is not that the keys are being read.
absl::Status Settled(KeyKeeper& keeper, const std::string& key_id,
                     absl::Time now) {
  while (true) {
    const absl::Status status = keeper.Find(key_id, now).status();
    if (!absl::IsUnavailable(status)) return status;
    std::this_thread::yield();
  }
}

TEST_CASE("The keys are there from the start") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  CHECK(keeper.Find("a", kNow).ok());
  CHECK(provider.calls() == 1);
}

TEST_CASE("A key that came later is had at the second try") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  provider.Say(SetWith("b"));
  CHECK(absl::IsUnavailable(keeper.Find("b", kNow).status()));
  CHECK(Settled(keeper, "b", kNow).ok());
  CHECK(provider.calls() == 2);
}

TEST_CASE("A key that is no longer published is not known") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  provider.Say(SetWith("b"));
  CHECK(Settled(keeper, "b", kNow).ok());
  CHECK(RuleOf(keeper.Find("a", kNow).status()) == "UNKNOWN_TOKEN_KEY");
}

TEST_CASE("Nobody waits for a provider that does not answer") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  provider.SetSlow(true);
  CHECK(absl::IsUnavailable(keeper.Find("b", kNow).status()));
  provider.WaitForCall(2);
  CHECK(absl::IsUnavailable(keeper.Find("b", kNow).status()));
  CHECK(keeper.Find("a", kNow).ok());
  provider.SetSlow(false);
  CHECK(RuleOf(Settled(keeper, "b", kNow)) == "UNKNOWN_TOKEN_KEY");
  CHECK(provider.calls() == 2);
}

TEST_CASE("Made up key ids have the keys read once in 10 seconds") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  CHECK(RuleOf(Settled(keeper, "b", kNow)) == "UNKNOWN_TOKEN_KEY");
  for (int i = 0; i < 100; ++i) {
    CHECK(RuleOf(keeper.Find("c" + std::to_string(i), kNow).status()) ==
          "UNKNOWN_TOKEN_KEY");
  }
  CHECK(provider.calls() == 2);
  const absl::Time later = kNow + KeyKeeper::kLeastPause;
  CHECK(RuleOf(keeper.Find("c", later - absl::Microseconds(1)).status()) ==
        "UNKNOWN_TOKEN_KEY");
  CHECK(absl::IsUnavailable(keeper.Find("c", later).status()));
  CHECK(RuleOf(Settled(keeper, "c", later)) == "UNKNOWN_TOKEN_KEY");
  CHECK(provider.calls() == 3);
}

TEST_CASE("The last good keys hold while the provider is down") {
  Provider provider;
  KeyKeeper keeper(provider.Fetch());
  for (const absl::StatusOr<std::string>& answer :
       {absl::StatusOr<std::string>(absl::UnavailableError("down")),
        absl::StatusOr<std::string>("<html>down</html>")}) {
    const int calls = provider.calls();
    provider.Say(answer);
    const absl::Time now = kNow + calls * KeyKeeper::kLeastPause;
    CHECK(absl::IsUnavailable(keeper.Find("b", now).status()));
    provider.WaitForCall(calls + 1);
    CHECK(keeper.Find("a", now).ok());
    // Nobody knows what else it would publish.
    CHECK(absl::IsUnavailable(keeper.Find("b", now).status()));
  }
}

TEST_CASE("A provider that is down at the start is asked again") {
  Provider provider;
  provider.Say(absl::UnavailableError("down"));
  KeyKeeper keeper(provider.Fetch());
  provider.Say(SetWith("a"));
  CHECK(absl::IsUnavailable(keeper.Find("a", kNow).status()));
  CHECK(Settled(keeper, "a", kNow).ok());
}

TEST_CASE("The keys are read again unasked") {
  Provider provider;
  const KeyKeeper keeper(provider.Fetch(), std::chrono::milliseconds(1));
  provider.WaitForCall(3);
}

}  // namespace
}  // namespace creditproof::token
