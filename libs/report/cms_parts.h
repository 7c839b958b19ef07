// What the CMS of signatures and of time stamps are both made of (RFC 5652).
// Not for other folders.
#pragma once

#include <string>

#include "absl/strings/string_view.h"
#include "libs/crypto/digest.h"
#include "libs/crypto/signing.h"

namespace creditproof::report::cms {

// A literal that may hold zero bytes.
template <std::size_t kSize>
constexpr absl::string_view Literal(const char (&text)[kSize]) {
  return {text, kSize - 1};
}

// Object identifiers in DER.
inline constexpr auto kSignedData =
    Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\7\2");
inline constexpr auto kContentType =
    Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\x9\3");
inline constexpr auto kMessageDigest =
    Literal("\6\x9\x2A\x86\x48\x86\xF7\xD\1\x9\4");

inline constexpr auto kVersion1 = Literal("\2\1\1");

// AlgorithmIdentifier, without parameters.
std::string Identifier(crypto::Hash hash);

// AlgorithmIdentifier of what such a key signs with.
std::string Identifier(crypto::Algorithm algorithm);

// Attribute ::= SEQUENCE { type, SET OF value }, with one value.
std::string Attribute(absl::string_view type, absl::string_view value);

// The first value of the first attribute of this type among those that
// `attributes` holds, whatever its tag. Empty when there is none.
absl::string_view FindAttribute(absl::string_view attributes,
                                absl::string_view type);

// A ContentInfo that holds this SignedData.
std::string SignedDataInfo(absl::string_view signed_data);

}  // namespace creditproof::report::cms
