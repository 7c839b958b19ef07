#include "libs/audit/subject_index.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/audit/page_key.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"

namespace creditproof::audit {
namespace {

constexpr absl::string_view kLayout = "1";
constexpr int kBucketBits = 10;
constexpr std::size_t kBuckets = std::size_t{1} << kBucketBits;
constexpr std::uint16_t kWritten = kBuckets;  // behind the last bucket
constexpr std::size_t kPlaceBytes = 2;
constexpr std::size_t kFoundBytes = kPlaceBytes + 4;

std::uint16_t BucketOf(std::uint64_t mark) {
  return static_cast<std::uint16_t>(mark >> (64 - kBucketBits));
}

std::uint32_t LowerHalf(std::uint64_t mark) {
  return static_cast<std::uint32_t>(mark);
}

std::uint64_t FirstOf(std::uint64_t segment) {
  return segment * kSegmentEntries + 1;
}

// Behind every page that was written before the segment was full, and before
// the one that fills it.
std::string SegmentKey(std::uint64_t segment, std::uint16_t bucket) {
  return absl::StrCat(kv::BigEndian(FirstOf(segment + 1) - 2),
                      kv::BigEndian(bucket));
}

// By bucket.
std::vector<std::string> Encode(absl::Span<const std::uint64_t> marks) {
  std::vector<std::string> buckets(kBuckets);
  for (std::size_t place = 0; place < marks.size(); ++place) {
    if (marks[place] == 0) continue;
    std::string& bucket = buckets[BucketOf(marks[place])];
    kv::AppendBigEndian(bucket, static_cast<std::uint16_t>(place));
    kv::AppendBigEndian(bucket, LowerHalf(marks[place]));
  }
  return buckets;
}

// The first segment to read from the pages of a chain between these. Segments
// are written one after the other.
absl::StatusOr<std::uint64_t> FirstUnwritten(const kv::Store& store,
                                             kv::Family family,
                                             const v1::TrailStart& start,
                                             const ChainEnd& end) {
  const std::uint64_t first = SegmentOf(start.removed().sequence() + 1);
  std::uint64_t segment = SegmentOf(end.sequence + 1);
  for (; segment > first; --segment) {
    ASSIGN_OR_RETURN(const auto layout,
                     store.Find(family, SegmentKey(segment - 1, kWritten)));
    if (layout.has_value() && *layout == kLayout) break;
  }
  return segment;
}

}  // namespace

// FNV-1a, and the last step of MurmurHash3 so that every bit depends on all.
std::uint64_t MarkOf(absl::string_view subject) {
  if (subject.empty()) return 0;
  std::uint64_t mark = 0xcbf29ce484222325;
  for (const char c : subject) {
    mark = (mark ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  }
  mark = (mark ^ mark >> 33) * 0xff51afd7ed558ccd;
  mark = (mark ^ mark >> 33) * 0xc4ceb9fe1a85ec53;
  mark ^= mark >> 33;
  return mark == 0 ? 1 : mark;
}

std::uint64_t SegmentOf(std::uint64_t sequence) {
  return (sequence - 1) / kSegmentEntries;
}

absl::StatusOr<std::unique_ptr<SubjectIndex>> SubjectIndex::Open(
    kv::Store& store, kv::Family family, const v1::TrailStart& start,
    const ChainEnd& end) {
  ASSIGN_OR_RETURN(const std::uint64_t segment,
                   FirstUnwritten(store, family, start, end));
  std::unique_ptr<SubjectIndex> index(new SubjectIndex(store, family, segment));
  RETURN_IF_ERROR(index->CatchUp());
  const std::uint64_t next = end.sequence + 1;
  if (index->Next() == next) return index;
  return Broken(next, absl::StrCat("audit entry ", next, " is missing"));
}

std::uint64_t SubjectIndex::Next() const {
  return FirstOf(segment_) + marks_.size();
}

absl::Status SubjectIndex::CatchUp() {
  absl::Status added;
  RETURN_IF_ERROR(store_.Scan(
      family_, kChain, kv::BigEndian(FirstOf(segment_) - 1),
      [&](absl::string_view key, absl::string_view bytes) {
        if (!IsPage(key)) return true;
        const absl::StatusOr<v1::AuditPage> page = ParsePage(key, bytes);
        if (page.ok()) {
          added = AddPage(*page);
        } else {
          base::Log(base::Severity::kError, "audit_page_not_indexed",
                    {{"error", page.status().ToString()}});
        }
        return added.ok();
      }));
  return added;
}

absl::Status SubjectIndex::AddPage(const v1::AuditPage& page) {
  kv::Batch batch(store_);
  const std::uint64_t next = std::max(Next(), page.first_sequence());
  SkipTo(next, batch);
  std::vector<std::uint64_t> marks;
  for (const v1::AuditEntry& entry : page.entries()) {
    if (entry.sequence() >= next) marks.push_back(MarkOf(entry.subject()));
  }
  Add(marks, batch);
  if (batch.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(store_.Commit(std::move(batch), kv::Durability::kBuffered));
  Committed();
  return absl::OkStatus();
}

// What lies before is not there, or cannot be read.
void SubjectIndex::SkipTo(std::uint64_t sequence, kv::Batch& batch) {
  const std::lock_guard lock(mutex_);
  const std::uint64_t segment = SegmentOf(sequence);
  if (segment != segment_) {
    marks_.resize(kSegmentEntries);
    WriteFull(batch);
    marks_.clear();
    written_segments_ = 0;
    segment_ = segment;
  }
  marks_.resize(sequence - FirstOf(segment_));
}

void SubjectIndex::Add(absl::Span<const std::uint64_t> marks,
                       kv::Batch& batch) {
  const std::lock_guard lock(mutex_);
  marks_.insert(marks_.end(), marks.begin(), marks.end());
  WriteFull(batch);
}

void SubjectIndex::WriteFull(kv::Batch& batch) {
  const std::uint64_t full = marks_.size() / kSegmentEntries;
  for (; written_segments_ < full; ++written_segments_) {
    const auto buckets = Encode(absl::MakeConstSpan(marks_).subspan(
        written_segments_ * kSegmentEntries, kSegmentEntries));
    for (std::uint16_t bucket = 0; bucket < kBuckets; ++bucket) {
      if (buckets[bucket].empty()) continue;
      batch.Put(family_, SegmentKey(segment_ + written_segments_, bucket),
                buckets[bucket]);
    }
    batch.Put(family_, SegmentKey(segment_ + written_segments_, kWritten),
              kLayout);
  }
}

void SubjectIndex::Committed() {
  const std::lock_guard lock(mutex_);
  if (written_segments_ == 0) return;
  marks_.erase(marks_.begin(),
               marks_.begin() + static_cast<std::ptrdiff_t>(written_segments_ *
                                                            kSegmentEntries));
  segment_ += written_segments_;
  written_segments_ = 0;
}

absl::StatusOr<std::vector<std::uint64_t>> SubjectIndex::Find(
    std::uint64_t mark, std::uint64_t after, std::uint64_t last,
    std::size_t most) const {
  std::vector<std::uint64_t> found;
  const auto take = [&](std::uint64_t sequence) {
    if (sequence > after && sequence <= last) found.push_back(sequence);
  };
  // First what is in memory: it may be on disk a moment later.
  std::uint64_t in_memory = 0;
  {
    const std::lock_guard lock(mutex_);
    in_memory = segment_;
    for (std::size_t i = 0; i < marks_.size(); ++i) {
      if (marks_[i] == mark) take(FirstOf(segment_) + i);
    }
  }
  std::vector<std::uint64_t> recent;
  std::swap(found, recent);

  for (std::uint64_t segment = SegmentOf(after + 1);
       segment < in_memory && found.size() < most; ++segment) {
    ASSIGN_OR_RETURN(const auto bucket,
                     store_.Find(family_, SegmentKey(segment, BucketOf(mark))));
    absl::string_view entries;
    if (bucket.has_value()) entries = *bucket;
    for (; entries.size() >= kFoundBytes; entries.remove_prefix(kFoundBytes)) {
      if (kv::ReadBigEndian<std::uint32_t>(entries.substr(kPlaceBytes)) ==
          LowerHalf(mark)) {
        take(FirstOf(segment) + kv::ReadBigEndian<std::uint16_t>(entries));
      }
    }
  }
  found.insert(found.end(), recent.begin(), recent.end());
  found.resize(std::min(found.size(), most));
  return found;
}

void RemoveSegments(std::uint64_t first, std::uint64_t end, kv::Family family,
                    kv::Batch& batch) {
  for (std::uint64_t segment = first; segment < end; ++segment) {
    for (std::uint16_t bucket = 0; bucket <= kWritten; ++bucket) {
      batch.Delete(family, SegmentKey(segment, bucket));
    }
  }
}

absl::StatusOr<bool> IsStored(const kv::Store& store, kv::Family family,
                              std::uint64_t segment,
                              absl::Span<const std::uint64_t> marks) {
  const std::vector<std::string> buckets = Encode(marks);
  for (std::uint16_t bucket = 0; bucket < kBuckets; ++bucket) {
    ASSIGN_OR_RETURN(const auto stored,
                     store.Find(family, SegmentKey(segment, bucket)));
    if (stored.value_or("") != buckets[bucket]) return false;
  }
  return true;
}

}  // namespace creditproof::audit
