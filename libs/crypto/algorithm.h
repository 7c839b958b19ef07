// How OpenSSL names what our keys sign with. Not for other folders.
#pragma once

#include <openssl/evp.h>

#include <optional>

#include "libs/crypto/signing.h"

namespace creditproof::crypto {

// Nothing: a key of a sort that nobody here uses.
std::optional<Algorithm> AlgorithmOf(const EVP_PKEY& key);

const char* DigestName(Algorithm algorithm);

// A new random key. Null when OpenSSL is broken.
EVP_PKEY* Generate(Algorithm algorithm);

// To be called when signing or verifying began, before the message is there:
// SM2 wants to know whose signature it is, and neither earlier nor later.
bool Prepare(EVP_PKEY_CTX* context, Algorithm algorithm);

}  // namespace creditproof::crypto
