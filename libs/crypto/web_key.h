// Public keys as identity providers publish them: by their numbers (RFC 7518
// section 6). They verify what others sign, not what we do.
#pragma once

#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {

// Immutable; thread-safe.
class WebKey {
 public:
  // What it signs with (RFC 7518 section 3.1); it follows from the key.
  enum class Kind { kEs256, kRs256 };

  // A point of P-256; 32 bytes each, big-endian. Fails with INVALID_ARGUMENT
  // when it is none.
  static absl::StatusOr<WebKey> FromPoint(absl::string_view x,
                                          absl::string_view y);

  // An RSA key of 2048 to 4096 bits, numbers big-endian. Fails with
  // INVALID_ARGUMENT when it is none, or its exponent is 1, even, or of more
  // than 32 bits.
  static absl::StatusOr<WebKey> FromModulus(absl::string_view modulus,
                                            absl::string_view exponent);

  // OK, or INVALID_ARGUMENT: not this key's signature over `message`. Of ES256
  // it is r || s, 64 bytes.
  absl::Status Verify(absl::string_view message,
                      absl::string_view signature) const;

  Kind kind() const { return kind_; }

 private:
  WebKey(KeyHandle key, Kind kind) : key_(std::move(key)), kind_(kind) {}

  std::shared_ptr<evp_pkey_st> key_;
  Kind kind_;
};

}  // namespace creditproof::crypto
