// What a certificate authority is asked with (PKCS #10, RFC 2986).
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace creditproof::crypto {

// The PEM request for a certificate of the private key `key_pem`, signed with
// it; its subject is C=CN and `organisation` as O and CN. Fails with
// INVALID_ARGUMENT when the key is of no algorithm of ours, or no name may be
// like that: 1 to 64 characters, UTF-8.
absl::StatusOr<std::string> MakeCertificateRequest(
    absl::string_view key_pem, absl::string_view organisation);

}  // namespace creditproof::crypto
