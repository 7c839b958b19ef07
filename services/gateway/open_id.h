// The identity provider, by OpenID Connect: code flow with PKCE (RFC 7636).
#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/base/clock.h"
#include "libs/token/verifier.h"
#include "services/gateway/login_state.h"
#include "services/gateway/session_cookie.h"

namespace creditproof::gateway {

// Thread-safe. Waits for the provider, 5 seconds at most each time: not for
// threads that serve connections.
class OpenId {
 public:
  // `callback` is the URL that the provider sends browsers back to. File names
  // are relative to `folder`. Fails as token::Verifier::Make does, or with
  // NOT_FOUND (the secret's file).
  static absl::StatusOr<std::unique_ptr<OpenId>> Make(
      const config::v1::Login& config, const std::filesystem::path& folder,
      std::string callback, base::Clock clock);

  // Where to send a browser for `login`. Fails with UNAVAILABLE while the
  // provider does not say.
  absl::StatusOr<std::string> AuthorizationUrl(const LoginState& login);

  // What `code` is good for, when the provider's tokens are what was asked for
  // by `login`. Fails with UNAVAILABLE, PERMISSION_DENIED,
  // or RESOURCE_EXHAUSTED when the token is too long for a cookie.
  absl::StatusOr<Session> Redeem(const std::string& code,
                                 const LoginState& login);

  const std::string& issuer() const { return config_.provider().issuer(); }
  token::Verifier& access_tokens() { return *access_tokens_; }

 private:
  // What the provider says of itself (OpenID Connect Discovery).
  struct Endpoints {
    std::string authorization;
    std::string token;
  };

  OpenId(config::v1::Login config, std::string ca_file, std::string callback,
         base::Clock clock)
      : config_(std::move(config)),
        ca_file_(std::move(ca_file)),
        callback_(std::move(callback)),
        clock_(std::move(clock)) {}

  absl::StatusOr<Endpoints> Discover();
  absl::StatusOr<Endpoints> ReadEndpoints() const;
  absl::Status CheckIdToken(const std::string& id_token,
                            const std::string& nonce, const std::string& actor);

  const config::v1::Login config_;
  const std::string ca_file_;
  const std::string callback_;
  const base::Clock clock_;
  std::string client_secret_;
  std::unique_ptr<token::Verifier> access_tokens_;
  std::unique_ptr<token::Verifier> id_tokens_;
  std::mutex mutex_;
  absl::StatusOr<Endpoints> endpoints_ =
      absl::UnavailableError("was never read");  // guarded by mutex_
  absl::Time read_again_at_;                     // likewise
};

}  // namespace creditproof::gateway
