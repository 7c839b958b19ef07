#include "libs/record/canonical.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>

#include "libs/crypto/digest.h"
#include "libs/crypto/sealer.h"

namespace creditproof::record {
namespace {

std::string DeterministicBytes(const google::protobuf::Message& message) {
  std::string bytes;
  bytes.reserve(message.ByteSizeLong());
  google::protobuf::io::StringOutputStream stream(&bytes);
  google::protobuf::io::CodedOutputStream coded(&stream);
  coded.SetSerializationDeterministic(true);
  message.SerializeWithCachedSizes(&coded);
  coded.Trim();
  return bytes;
}

template <typename Message>
bool HasSealed(const Message& message) {
  const auto& columns = message.columns();
  return std::any_of(columns.begin(), columns.end(),
                     [](const v1::Column& c) { return c.has_sealed(); });
}

template <typename Message>
std::string Canonical(const Message& message) {
  if (!HasSealed(message)) return DeterministicBytes(message);
  Message open = message;
  for (v1::Column& column : *open.mutable_columns()) {
    if (!column.has_sealed()) continue;
    const absl::string_view token =
        crypto::Sealer::EqualityToken(column.sealed());
    column.set_sealed(std::string(token));
  }
  return DeterministicBytes(open);
}

template <typename Message>
std::string Comparable(const Message& message) {
  if (!HasSealed(message)) return DeterministicBytes(message);
  Message open = message;
  auto& columns = *open.mutable_columns();
  columns.erase(
      std::remove_if(columns.begin(), columns.end(),
                     [](const v1::Column& c) { return c.has_sealed(); }),
      columns.end());
  return DeterministicBytes(open);
}

template <typename Message>
Digests BothDigests(const Message& message) {
  Digests digests;
  digests.canonical = Digest(message);
  digests.comparable =
      HasSealed(message) ? ComparableDigest(message) : digests.canonical;
  return digests;
}

}  // namespace

std::string CanonicalBytes(const v1::Record& record) {
  return Canonical(record);
}

std::string CanonicalBytes(const v1::Registration& registration) {
  return Canonical(registration);
}

std::string Digest(const v1::Record& record) {
  return crypto::Sha256(CanonicalBytes(record));
}

std::string Digest(const v1::Registration& registration) {
  return crypto::Sha256(CanonicalBytes(registration));
}

std::string ComparableDigest(const v1::Record& record) {
  return crypto::Sha256(Comparable(record));
}

std::string ComparableDigest(const v1::Registration& registration) {
  return crypto::Sha256(Comparable(registration));
}

Digests DigestsOf(const v1::Record& record) { return BothDigests(record); }

Digests DigestsOf(const v1::Registration& registration) {
  return BothDigests(registration);
}

}  // namespace creditproof::record
