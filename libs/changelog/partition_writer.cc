#include "libs/changelog/partition_writer.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/escaping.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/kv/big_endian.h"

namespace creditproof::changelog {
namespace {

constexpr std::size_t kPartitionBytes = sizeof(std::uint32_t);
constexpr std::size_t kKeyBytes = kPartitionBytes + sizeof(std::uint64_t);

}  // namespace

std::string PartitionKeys::Entry(std::uint64_t position) const {
  std::string key = kv::BigEndian(partition);
  kv::AppendBigEndian(key, position);
  return key;
}

std::string PartitionKeys::Id(const std::string& append_id) const {
  return kv::BigEndian(partition) + append_id;
}

absl::StatusOr<LogEntry> ParseEntry(absl::string_view key,
                                    absl::string_view value) {
  if (key.size() != kKeyBytes || value.size() < crypto::kSha256Bytes) {
    return base::Error(
        absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
        "a stored log entry is cut short", {{"key", absl::CHexEscape(key)}});
  }
  return LogEntry{kv::ReadBigEndian<std::uint64_t>(key.substr(kPartitionBytes)),
                  std::string(value.substr(crypto::kSha256Bytes)),
                  std::string(value.substr(0, crypto::kSha256Bytes))};
}

// One batch in the making, and where the tail will be once it is on disk.
class PartitionWriter::Draft {
 public:
  explicit Draft(const PartitionWriter& writer)
      : store_(writer.store_),
        keys_(writer.keys_),
        tail_(writer.tail_),
        batch_(writer.store_) {
    tail_.append_time = std::max(tail_.append_time, writer.clock_());
  }

  absl::StatusOr<std::vector<Appended>> AddAll(
      const std::vector<Append>& appends) {
    std::vector<Appended> result;
    result.reserve(appends.size());
    for (const Append& append : appends) {
      ASSIGN_OR_RETURN(const std::uint64_t known, PositionOf(append.id));
      result.push_back(known > 0 ? Appended{known, true}
                                 : Appended{Add(append), false});
    }
    return result;
  }

  // Returns the new tail.
  absl::StatusOr<Tail> Commit() && {
    if (!batch_.empty()) {
      RETURN_IF_ERROR(
          store_.Commit(std::move(batch_), kv::Durability::kSynced));
    }
    return std::move(tail_);
  }

 private:
  // 0 when the id is new.
  absl::StatusOr<std::uint64_t> PositionOf(const std::string& id) const {
    if (const auto added = added_.find(id); added != added_.end()) {
      return added->second;
    }
    const auto stored = store_.Get(keys_.ids, keys_.Id(id));
    if (absl::IsNotFound(stored.status())) return std::uint64_t{0};
    RETURN_IF_ERROR(stored.status());
    return kv::ReadBigEndian<std::uint64_t>(*stored);
  }

  std::uint64_t Add(const Append& append) {
    const std::string stored =
        EncodeStored({tail_.append_time, append.id, append.change});
    tail_.running_sha256 = NextRunningSha256(tail_.running_sha256, stored);
    ++tail_.position;
    batch_.Put(keys_.log, keys_.Entry(tail_.position),
               tail_.running_sha256 + stored);
    batch_.Put(keys_.ids, keys_.Id(append.id), kv::BigEndian(tail_.position));
    added_.emplace(append.id, tail_.position);
    return tail_.position;
  }

  kv::Store& store_;
  const PartitionKeys& keys_;
  Tail tail_;
  kv::Batch batch_;
  std::map<std::string, std::uint64_t> added_;  // position by append id
};

PartitionWriter::PartitionWriter(kv::Store& store, PartitionKeys keys,
                                 base::Clock clock)
    : store_(store), keys_(keys), clock_(std::move(clock)) {}

absl::Status PartitionWriter::Recover() {
  if (tail_known_) return absl::OkStatus();
  // Only synced commits write here, and what they wrote is on disk before it
  // can be read.
  const auto last = store_.Last(keys_.log, kv::BigEndian(keys_.partition));
  if (last.ok()) {
    ASSIGN_OR_RETURN(const LogEntry entry,
                     ParseEntry(last->first, last->second));
    ASSIGN_OR_RETURN(const StoredEntry stored, DecodeStored(entry.stored));
    tail_ = {entry.position, entry.running_sha256, stored.append_time};
  } else if (!absl::IsNotFound(last.status())) {
    return last.status();
  }
  tail_known_ = true;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::vector<Appended>>> PartitionWriter::Write(
    const std::vector<const std::vector<Append>*>& lists) {
  RETURN_IF_ERROR(Recover());
  Draft draft(*this);
  std::vector<std::vector<Appended>> results;
  for (const std::vector<Append>* appends : lists) {
    ASSIGN_OR_RETURN(results.emplace_back(), draft.AddAll(*appends));
  }
  tail_known_ = false;
  ASSIGN_OR_RETURN(tail_, std::move(draft).Commit());
  tail_known_ = true;
  return results;
}

}  // namespace creditproof::changelog
