// What a browser keeps while it is at the identity provider, sealed in a cookie
// of its own: so the gateway need not, and nobody else can end the log-in.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/sealer.h"
#include "services/gateway/sealed_cookie.h"

namespace creditproof::gateway {

// Gives so many random bytes.
using Random = std::function<std::string(std::size_t)>;

struct LoginState {
  std::string state;        // comes back with the code
  std::string nonce;        // comes back in the ID token
  std::string verifier;     // proves that who redeems the code asked for it
  std::string return_path;  // where the browser wanted to go
};

// A new one. `return_path` that is not a path of ours becomes `/`.
LoginState NewLogin(absl::string_view return_path, const Random& random);

// What the provider is shown of `verifier` (RFC 7636, S256).
std::string CodeChallenge(const std::string& verifier);

// Thread-safe.
class LoginCookie {
 public:
  // A log-in takes no longer.
  static constexpr absl::Duration kAge = absl::Minutes(10);

  LoginCookie(const crypto::Sealer& sealer, bool secure)
      : cookie_("creditproof-login", "gateway login v1", sealer, secure) {}

  // Values of set-cookie.
  std::string Begin(const LoginState& state, absl::Time now) const;
  std::string End() const;

  // From the value of the field `cookie`; nothing when there is none of ours,
  // or it is too old.
  std::optional<LoginState> Open(absl::string_view cookies,
                                 absl::Time now) const;

 private:
  const SealedCookie cookie_;
};

}  // namespace creditproof::gateway
