// The chain of audit entries as it is stored: each carries the digest of the
// one before it.
//
// Layout: sequence (8 bytes, big-endian) -> serialized AuditEntry.
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/crypto/digest.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// The last entry of a chain. As made, of the empty one.
struct ChainEnd {
  std::uint64_t sequence = 0;
  std::string sha256 = std::string(crypto::kSha256Bytes, '\0');
};

// The bytes to store for `body`, a serialized entry: with `sequence` and
// `previous_sha256` filled in. Moves `end` on to the entry.
std::string Extend(ChainEnd& end, absl::string_view body);

// Where the stored chain ends. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<ChainEnd> ReadEnd(const kv::Store& store, kv::Family family);

// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<v1::AuditEntry> ParseEntry(absl::string_view key,
                                          absl::string_view bytes);

// Walks the stored chain, which must reach `known` at least. Fails with
// DATA_LOSS (STORE_CORRUPT), naming the first entry that is missing, or the
// first two that do not fit together.
absl::Status VerifyChain(const kv::Store& store, kv::Family family,
                         const ChainEnd& known);

}  // namespace creditproof::audit
