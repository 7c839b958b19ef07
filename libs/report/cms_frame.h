// CAdES B-B detached signatures (ETSI EN 319 122-1) over a digest: DER built by
// hand around one signature value, so that a verifier can rebuild it byte for
// byte.
#pragma once

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/crypto/signing.h"

namespace creditproof::report {

// What stands beside a signature, as its unsigned attributes. Either may be
// empty: there is none.
struct Beside {
  absl::string_view sm2{};  // ContentInfo of a signature over the same document
  absl::string_view time_stamp{};  // ContentInfo of a token over the signature
};

// A certificate of an issuer and the CMS that goes around its signatures. Of a
// document it wants the digest by hash(). Immutable; thread-safe.
class CmsFrame {
 public:
  // From a PEM certificate with a key of any crypto::Algorithm.
  static absl::StatusOr<CmsFrame> FromPem(absl::string_view certificate);

  // The DER SET OF signed attributes for a document: content type, message
  // digest, signing-certificate-v2; no signing time.
  std::string SignedAttributes(absl::string_view document_digest) const;

  // The whole ContentInfo with `signature` (DER, or RSA's) over those
  // attributes.
  std::string Wrap(absl::string_view document_digest,
                   absl::string_view signature,
                   const Beside& beside = {}) const;

  // Whether `cms` is what Wrap makes, to the byte, of a signature that the key
  // made of the document, and of `beside`, which is not looked into.
  bool IsSignature(absl::string_view cms, absl::string_view document_digest,
                   const Beside& beside) const;

  const crypto::VerifyingKey& key() const { return key_; }
  const std::string& certificate() const { return certificate_; }  // DER
  crypto::Hash hash() const { return crypto::HashOf(key_.algorithm()); }
  v1::SignatureKind kind() const;

  // Of the signatures that go in.
  std::size_t longest_signature() const;

 private:
  explicit CmsFrame(crypto::VerifyingKey key) : key_(std::move(key)) {}

  crypto::VerifyingKey key_;
  std::string digest_algorithm_;     // DER
  std::string signature_algorithm_;  // DER
  std::string certificate_;          // DER
  std::string issuer_and_serial_;    // DER
  std::string attributes_;           // DER with a zero digest
  std::size_t digest_offset_ = 0;    // in attributes_
};

// The signature value within `cms`, unproven. Empty when there is none.
absl::string_view SignatureWithin(absl::string_view cms);

// The first of each sort within `cms`, unproven.
Beside BesideWithin(absl::string_view cms);

}  // namespace creditproof::report
