// Canonical bytes: equal bytes mean equal content. Deterministic protobuf with
// sealed numbers replaced by their equality token.
#pragma once

#include <string>

#include "creditproof/record/v1/record.pb.h"

namespace creditproof::record {

// `columns` must be sorted by id.
std::string CanonicalBytes(const v1::Record& record);
std::string CanonicalBytes(const v1::Registration& registration);

// SHA-256 of the canonical bytes.
std::string Digest(const v1::Record& record);
std::string Digest(const v1::Registration& registration);

// SHA-256 of the canonical bytes without sealed numbers: what who holds no key
// can compute as well. Reconciliation compares it.
std::string ComparableDigest(const v1::Record& record);
std::string ComparableDigest(const v1::Registration& registration);

// Both. Without sealed numbers they are the same and cost as much as one.
struct Digests {
  std::string canonical;
  std::string comparable;
};
Digests DigestsOf(const v1::Record& record);
Digests DigestsOf(const v1::Registration& registration);

}  // namespace creditproof::record
