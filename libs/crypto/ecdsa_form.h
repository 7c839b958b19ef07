// The written forms of a signature (r, s) over a curve of 256 bits: P-256 or
// that of SM2. Not for other folders.
#pragma once

#include <openssl/ec.h>

#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/openssl.h"
#include "libs/crypto/signing.h"

namespace creditproof::crypto {

using Signature = Handle<ECDSA_SIG, ECDSA_SIG_free>;

// Null unless `text` is the one encoding of its numbers in `form`.
Signature ReadSignature(absl::string_view text, SignatureForm form);

std::string WriteSignature(const ECDSA_SIG& signature, SignatureForm form);

// Whether s is in the lower half of the order of P-256. With (r, s), (r, n - s)
// is a signature of the same message too.
bool HasLowS(const ECDSA_SIG& signature);

// Of a P-256 signature and its twin, the one with the low s.
Signature LowTwin(Signature signature);

}  // namespace creditproof::crypto
