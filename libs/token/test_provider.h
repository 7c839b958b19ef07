// An identity provider for tests: publishes keys and signs access tokens.
#pragma once

#include <functional>
#include <mutex>
#include <string>

#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/crypto/signing.h"
#include "libs/testing/http_stub.h"
#include "libs/token/jose.h"

namespace creditproof::token {

// The JWK of a key of P-256, or RSA with the exponent 65537.
Json WebKeyOf(const crypto::VerifyingKey& key, const std::string& key_id);

// A key set with `keys`.
std::string KeySetOf(const Json& keys);

// The token that says so, signed as `header` says.
std::string SignToken(const Json& header, const Json& claims,
                      const crypto::SigningKey& key);

// Serves its keys on the loopback. Thread-safe.
class TestProvider {
 public:
  static constexpr char kIssuer[] = "https://id.example";
  static constexpr char kAudience[] = "creditproof";
  static constexpr char kActor[] = "user-7";

  TestProvider();

  // As a service knows it.
  config::v1::IdentityProvider Config() const;

  // Of kActor of the subject, good from `now` for 5 minutes; or with other
  // claims.
  std::string Token(const std::string& credit_code, absl::Time now) const;
  std::string Token(const std::string& credit_code, absl::Time now,
                    const std::function<void(Json& claims)>& change) const;

  // From now on another key signs, and is the only one that it publishes.
  void Rotate();

  // While it is down its answer is an error.
  void SetDown(bool is_down);

  // How often its keys were asked for.
  int calls() const { return server_.calls(); }

 private:
  std::string Answer() const;

  mutable std::mutex mutex_;  // guards what follows
  crypto::SigningKey key_;
  int rotations_ = 0;
  bool is_down_ = false;
  testing::HttpStub server_;  // last: it uses the above
};

}  // namespace creditproof::token
