// Whose access tokens hold, by configuration.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/token/access_token.h"
#include "libs/token/key_keeper.h"

namespace creditproof::token {

// Thread-safe.
class Verifier {
 public:
  // Reads the provider's keys, for 3 s at most; a provider that does not answer
  // is asked again. File names are relative to `folder`. Fails with
  // INVALID_ARGUMENT when its URL is neither https nor of this machine.
  static absl::StatusOr<std::unique_ptr<Verifier>> Make(
      const config::v1::IdentityProvider& config,
      const std::filesystem::path& folder);

  // What the token says, if it holds at `now`. Fails as KeyKeeper::Find and
  // ReceivedToken do. Never waits for the provider.
  absl::StatusOr<Claims> Verify(absl::string_view token, absl::Time now);

 private:
  Verifier(Expected expected, KeyKeeper::Fetch fetch)
      : expected_(std::move(expected)), keys_(std::move(fetch)) {}

  const Expected expected_;
  KeyKeeper keys_;
};

}  // namespace creditproof::token
