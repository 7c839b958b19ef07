// What signing with a certificate needs to know of it (X.509, RFC 5280).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {

struct CertificateParts {
  std::string der;                  // the certificate itself
  std::string issuer_der;           // DER Name
  std::string serial_der;           // DER INTEGER, tag and length included
  std::string subject_common_name;  // UTF-8; empty when there is none
  bool for_time_stamps;  // extendedKeyUsage: critical, timeStamping alone
  VerifyingKey key;
};

// Reads the first certificate of `pem`. Fails with INVALID_ARGUMENT when there
// is none or its key is of no algorithm of ours. Checks neither signature nor
// validity.
absl::StatusOr<CertificateParts> ReadCertificate(absl::string_view pem);

// Whether `digest` is of `der`, by that of SHA-1, SHA-256, SHA-384 and SHA-512
// which is as long: what a certificate is named by, no proof of anything.
bool NamesCertificate(absl::string_view digest, absl::string_view der);

}  // namespace creditproof::crypto
