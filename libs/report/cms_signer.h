// CAdES B-B detached signatures (ETSI EN 319 122-1) over a digest: DER built by
// hand around one ECDSA P-256 signature, so that a verifier can rebuild it byte
// for byte.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/signing.h"

namespace creditproof::report {

// A certificate of an issuer and the CMS that goes around its signatures.
// Immutable; thread-safe.
class CmsFrame {
 public:
  // From a PEM certificate with a P-256 key.
  static absl::StatusOr<CmsFrame> FromPem(absl::string_view certificate);

  // The DER SET OF signed attributes for a document with this SHA-256: content
  // type, message digest, signing-certificate-v2; no signing time.
  std::string SignedAttributes(absl::string_view document_sha256) const;

  // The whole ContentInfo with `signature` (DER) over those attributes.
  std::string Wrap(absl::string_view document_sha256,
                   absl::string_view signature) const;

  const crypto::VerifyingKey& key() const { return key_; }

 private:
  explicit CmsFrame(crypto::VerifyingKey key) : key_(std::move(key)) {}

  crypto::VerifyingKey key_;
  std::string certificate_;        // DER
  std::string issuer_and_serial_;  // DER
  std::string attributes_;         // DER with a zero digest
  std::size_t digest_offset_ = 0;  // in attributes_
};

// A frame and its private key. Immutable; thread-safe.
class CmsSigner {
 public:
  // Fails with INVALID_ARGUMENT when the key is not the certificate's.
  static absl::StatusOr<CmsSigner> Make(absl::string_view certificate_pem,
                                        absl::string_view key_pem);

  // The ContentInfo.
  absl::StatusOr<std::string> Sign(absl::string_view document_sha256) const;

  const CmsFrame& frame() const { return frame_; }

 private:
  CmsSigner(CmsFrame frame, crypto::SigningKey key)
      : frame_(std::move(frame)), key_(std::move(key)) {}

  CmsFrame frame_;
  crypto::SigningKey key_;
};

}  // namespace creditproof::report
