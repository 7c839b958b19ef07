// The keys that an identity provider publishes (JWK Set, RFC 7517).
#pragma once

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/web_key.h"

namespace creditproof::token {

// Immutable; thread-safe.
class KeySet {
 public:
  // Takes the keys that have an id, are of EC P-256 or RSA (see
  // crypto::WebKey), and are not for another use or algorithm; ignores all
  // others (RFC 7517 section 5). Fails with INVALID_ARGUMENT when `text` is no
  // key set, no key is left, or two have one id.
  static absl::StatusOr<KeySet> Parse(absl::string_view text);

  // Null: there is no such key.
  const crypto::WebKey* Find(const std::string& key_id) const;

 private:
  KeySet() = default;

  std::map<std::string, crypto::WebKey> keys_;  // by id
};

// What a key signs with, as headers name it (RFC 7518 section 3.1).
absl::string_view AlgorithmName(crypto::WebKey::Kind kind);

}  // namespace creditproof::token
