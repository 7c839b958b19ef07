// Where in a chain a subject's entries are.
//
// A key for each entry would cost more than the rest of a check's audit. So
// entries are gathered in memory, and each run of 65536, a segment, is written
// by bucket: a look-up reads one bucket of 1024 of every segment, some 6 bytes
// for every 1024 entries of the chain. What is in memory is read again from the
// pages at start; an older trail's index is built in the same way.
//
// Layout, between the pages, so that keys only ever grow: last sequence of the
// segment less 1 (8 bytes) || bucket (2) -> of each entry with a subject, place
// (2) || lower half of the mark (4). Behind the last bucket, the layout's name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/audit/chain.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

inline constexpr std::uint64_t kSegmentEntries = 65536;

// What the index knows a subject by; 0 for no subject. Two may share one.
std::uint64_t MarkOf(absl::string_view subject);

// Which segment the entry is in.
std::uint64_t SegmentOf(std::uint64_t sequence);

// Thread-safe, but for Add and Committed: one thread.
class SubjectIndex {
 public:
  // Catches up with the stored chain, from `start` to `end`. A page that cannot
  // be read is left out: to find it is Walk's part. Fails with DATA_LOSS
  // (STORE_CORRUPT) when more was indexed than is there. `store` must outlive
  // the index.
  static absl::StatusOr<std::unique_ptr<SubjectIndex>> Open(
      kv::Store& store, kv::Family family, const v1::TrailStart& start,
      const ChainEnd& end);

  // The next entries, by mark; what they complete is put into `batch`.
  void Add(absl::Span<const std::uint64_t> marks, kv::Batch& batch);

  // `batch` is written.
  void Committed();

  // Sequences after `after` and up to `last`, ascending, at most `most`, under
  // which entries of `mark` may stand.
  absl::StatusOr<std::vector<std::uint64_t>> Find(std::uint64_t mark,
                                                  std::uint64_t after,
                                                  std::uint64_t last,
                                                  std::size_t most) const;

 private:
  SubjectIndex(kv::Store& store, kv::Family family, std::uint64_t segment)
      : store_(store), family_(family), segment_(segment) {}

  absl::Status CatchUp();
  absl::Status AddPage(const v1::AuditPage& page);
  std::uint64_t Next() const;  // the sequence to add next
  void SkipTo(std::uint64_t sequence, kv::Batch& batch);
  void WriteFull(kv::Batch& batch);  // the lock is held

  kv::Store& store_;
  const kv::Family family_;

  mutable std::mutex mutex_;            // guards what follows
  std::uint64_t segment_;               // the first one that is in memory
  std::vector<std::uint64_t> marks_;    // from its first entry on
  std::uint64_t written_segments_ = 0;  // of these, put into a batch
};

// Puts the removal of the segments from `first` up to `end`, without it, into
// `batch`.
void RemoveSegments(std::uint64_t first, std::uint64_t end, kv::Family family,
                    kv::Batch& batch);

// Whether the segment of these entries is stored as it should be.
absl::StatusOr<bool> IsStored(const kv::Store& store, kv::Family family,
                              std::uint64_t segment,
                              absl::Span<const std::uint64_t> marks);

}  // namespace creditproof::audit
