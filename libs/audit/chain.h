// The chain of audit pages as it is stored.
//
// Layout of a trail's family: sequence of a page's last entry (8 bytes,
// big-endian; its first byte is 0, as no chain gets 2^56 entries) -> serialized
// AuditPage. Before the pages, under one byte 0, TrailStart, once some were
// removed. Between them what subject_index.h says.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/crypto/digest.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// What all keys of pages start with, and the whole key of the start.
inline constexpr absl::string_view kChain("\0", 1);

// Where a chain ends. As made, of the empty one.
struct ChainEnd {
  std::uint64_t sequence = 0;  // of the last entry
  std::string sha256 = std::string(crypto::kSha256Bytes, '\0');
};

// Serialized entries, laid out as a page holds them: one room that is used
// again and again, where strings would go from heap to heap.
class PageEntries {
 public:
  // `mark` is MarkOf the entry's subject.
  void Add(absl::string_view entry, std::uint64_t mark);
  void Clear();

  std::size_t count() const { return marks_.size(); }
  const std::string& bytes() const { return bytes_; }
  const std::vector<std::uint64_t>& marks() const { return marks_; }

 private:
  std::string bytes_;
  std::vector<std::uint64_t> marks_;
};

// The bytes to store for a page of `entries`, of which there must be some.
// Moves `end` on to its last one.
std::string Extend(ChainEnd& end, const PageEntries& entries);

// Where the stored chain ends. Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<ChainEnd> ReadEnd(const kv::Store& store, kv::Family family);

// Where the stored chain begins; unset fields when nothing was ever removed.
// Fails with DATA_LOSS (STORE_CORRUPT).
absl::StatusOr<v1::TrailStart> ReadStart(const kv::Store& store,
                                         kv::Family family);
absl::StatusOr<v1::TrailStart> ParseStart(absl::string_view bytes);

// A stored page, the sequences of its entries filled in. Fails with DATA_LOSS
// (STORE_CORRUPT).
absl::StatusOr<v1::AuditPage> ParsePage(absl::string_view key,
                                        absl::string_view bytes);

// The end of `page`, which is stored as `bytes`.
v1::ChainPoint PointOf(const v1::AuditPage& page, absl::string_view bytes);

// DATA_LOSS (STORE_CORRUPT) about the entry.
absl::Status Broken(std::uint64_t sequence, absl::string_view message);

}  // namespace creditproof::audit
