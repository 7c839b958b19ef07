// Sealing of identity numbers: AES-256-GCM, key id in the value.
//
// Sealed value, version 1: 0x01 || key id (4 bytes) || nonce (12) || ciphertext
// || tag (16), the context being GCM's additional data. The nonce is
// HMAC-SHA-256(nonce key, length of context (8 bytes, big-endian) || context ||
// plaintext), first 12 bytes: sealing the same number in the same context again
// gives the same nonce, under any sealing key, so that a record can be seen to
// be unchanged without opening it. The nonce key is never changed; sealing keys
// are rotated by adding one in front.
//
// Key file: text, one key a line, `nonce <64 hex digits>` once and `seal <8 hex
// digits: id> <64 hex digits>` one or more times, the first being the one that
// seals.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/sealing_keys.h"

namespace creditproof::crypto {

// Immutable; thread-safe.
class Sealer {
 public:
  // From the text of a key file. Fails with INVALID_ARGUMENT, naming the line.
  static absl::StatusOr<Sealer> FromKeyFile(absl::string_view text);

  // A new key file with random keys.
  static absl::StatusOr<std::string> GenerateKeyFile();

  // `context` says whose number it is, such as credit code and column; the
  // value opens only in the same context.
  absl::StatusOr<std::string> Seal(absl::string_view context,
                                   absl::string_view plaintext) const;

  // Fails with INVALID_ARGUMENT when `sealed` is malformed or altered, of
  // another context, or of a key that is not in the file.
  absl::StatusOr<std::string> Open(absl::string_view context,
                                   absl::string_view sealed) const;

  // The part of `sealed` that is equal for equal numbers in equal contexts.
  // Empty when `sealed` is malformed.
  static absl::string_view EqualityToken(absl::string_view sealed);

 private:
  explicit Sealer(SealingKeys keys) : keys_(std::move(keys)) {}

  SealingKeys keys_;
};

}  // namespace creditproof::crypto
