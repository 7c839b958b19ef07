// Signatures: of claims, receipts, assertions and reports ECDSA over P-256 with
// SHA-256; of reports, where the installation wants it, also RSA, and SM2.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"

struct evp_pkey_st;

namespace creditproof::crypto {

// What a key signs with; it follows from the key.
enum class Algorithm {
  kP256,     // ECDSA over P-256 with SHA-256
  kRsa2048,  // RSA of 2048 bits, PKCS #1 v1.5 with SHA-256
  kSm2,      // SM2 with SM3 (GB/T 32918.2), the signer's id 1234567812345678
};

// What it digests messages with.
Hash HashOf(Algorithm algorithm);

// How the two numbers of a signature are written. RSA's is one number, of 256
// bytes in either form.
enum class SignatureForm {
  kDer,  // ECDSA-Sig-Value (RFC 3279 section 2.2.3), 70 to 72 bytes
  kRaw,  // r || s, 64 bytes
};

struct FreeKey {
  void operator()(evp_pkey_st* key) const;
};
using KeyHandle = std::unique_ptr<evp_pkey_st, FreeKey>;

// A public key. Immutable; thread-safe.
class VerifyingKey {
 public:
  // From PEM (SubjectPublicKeyInfo) or from a PEM certificate. Fails with
  // INVALID_ARGUMENT unless it is a P-256 key.
  static absl::StatusOr<VerifyingKey> FromPem(absl::string_view pem);

  // Likewise, a key of any algorithm above.
  static absl::StatusOr<VerifyingKey> FromAnyPem(absl::string_view pem);

  // OK, or INVALID_ARGUMENT: not this key's signature over `message`. Exactly
  // one encoding of a signature is accepted: DER must be minimal.
  absl::Status Verify(absl::string_view message, absl::string_view signature,
                      SignatureForm form) const;

  // As Verify, but only for what SigningKey signed. Anyone can turn an ECDSA
  // signature (r, s) into its twin (r, n - s), which Verify accepts too, since
  // other signers write either; SigningKey writes the one with the low s.
  // Signatures of RSA and SM2 have no twin that could be made without the
  // private key. For what must not change by a byte: reports, claims, receipts.
  absl::Status VerifyStrict(absl::string_view message,
                            absl::string_view signature,
                            SignatureForm form) const;

  // The form of a signature (DER, or RSA's) that VerifyStrict accepts, for what
  // other signers made: of P-256 the twin with the low s. Empty when it is
  // malformed.
  std::string StrictForm(absl::string_view signature) const;

  // SubjectPublicKeyInfo.
  std::string Pem() const;

  // SHA-256 over the DER SubjectPublicKeyInfo, and its first 4 bytes.
  const std::string& fingerprint() const { return fingerprint_; }
  const std::string& id() const { return id_; }

  Algorithm algorithm() const { return algorithm_; }

 private:
  friend class SigningKey;
  VerifyingKey(KeyHandle key, Algorithm algorithm);

  std::shared_ptr<evp_pkey_st> key_;
  Algorithm algorithm_;
  std::string fingerprint_;
  std::string id_;
};

// A private key, which nobody sees from without: a token (PKCS#11) that keeps
// one would come behind this class. Immutable; thread-safe.
class SigningKey {
 public:
  // From PKCS#8 PEM. Fails with INVALID_ARGUMENT unless it is a P-256 key.
  static absl::StatusOr<SigningKey> FromPem(absl::string_view pem);

  // Likewise, a key of any algorithm above.
  static absl::StatusOr<SigningKey> FromAnyPem(absl::string_view pem);

  // A new random key, as PKCS#8 PEM.
  static absl::StatusOr<std::string> GeneratePem(
      Algorithm algorithm = Algorithm::kP256);

  // Of RSA the one signature there is; else a fresh one each time, of P-256
  // with s in the lower half of the order.
  absl::StatusOr<std::string> Sign(absl::string_view message,
                                   SignatureForm form) const;

  const VerifyingKey& verifying_key() const { return verifying_key_; }

 private:
  SigningKey(KeyHandle key, Algorithm algorithm);

  std::shared_ptr<evp_pkey_st> key_;
  VerifyingKey verifying_key_;
};

}  // namespace creditproof::crypto
