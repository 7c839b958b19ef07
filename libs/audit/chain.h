// The chain of audit pages as it is stored.
//
// Layout: sequence of a page's last entry (8 bytes, big-endian) -> serialized
// AuditPage.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/crypto/digest.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// Where a chain ends. As made, of the empty one.
struct ChainEnd {
  std::uint64_t sequence = 0;  // of the last entry
  std::string sha256 = std::string(crypto::kSha256Bytes, '\0');
};

// Serialized entries, laid out as a page holds them: one room that is used
// again and again, where strings would go from heap to heap.
class PageEntries {
 public:
  void Add(absl::string_view entry);
  void Clear();

  std::size_t count() const { return count_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::size_t count_ = 0;
};

// The bytes to store for a page of `entries`, of which there must be some.
// Moves `end` on to its last one.
std::string Extend(ChainEnd& end, const PageEntries& entries);

// Where the stored chain ends. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<ChainEnd> ReadEnd(const kv::Store& store, kv::Family family);

// A stored page, the sequences of its entries filled in. Fails with DATA_LOSS
// (STORE_CORRUPT).
absl::StatusOr<v1::AuditPage> ParsePage(absl::string_view key,
                                        absl::string_view bytes);

// Walks the stored chain, which must reach `known` at least. Fails with
// DATA_LOSS (STORE_CORRUPT), naming the first entry that is missing, or from
// which on a page does not fit the one before it.
absl::Status VerifyChain(const kv::Store& store, kv::Family family,
                         const ChainEnd& known);

}  // namespace creditproof::audit
