#include "libs/changelog/partition_writer.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
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

std::string PartitionKeys::Id(absl::string_view append_id) const {
  return absl::StrCat(kv::BigEndian(partition), append_id);
}

absl::StatusOr<std::uint64_t> FindId(const kv::Store& store,
                                     const PartitionKeys& keys,
                                     absl::string_view append_id) {
  ASSIGN_OR_RETURN(const std::optional<std::string> stored,
                   store.Find(keys.ids, keys.Id(append_id)));
  const std::string bytes = stored.value_or("");
  if (bytes.empty()) return 0;
  return kv::ReadBigEndian<std::uint64_t>(bytes);
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

PartitionWriter::PartitionWriter(const kv::Store& store, PartitionKeys keys,
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

absl::StatusOr<std::vector<Appended>> PartitionWriter::Draft(
    const std::vector<Append>& appends, kv::Batch& batch) {
  RETURN_IF_ERROR(Recover());
  drafted_ = tail_;
  drafted_.append_time = std::max(tail_.append_time, clock_());
  new_ids_.clear();
  std::vector<Appended> result;
  result.reserve(appends.size());
  for (const Append& append : appends) {
    ASSIGN_OR_RETURN(const std::uint64_t known, PositionOf(append.id));
    result.push_back(known > 0 ? Appended{known, true}
                               : Appended{Add(append, batch), false});
  }
  return result;
}

absl::StatusOr<std::uint64_t> PartitionWriter::PositionOf(
    const std::string& id) const {
  if (const auto added = new_ids_.find(id); added != new_ids_.end()) {
    return added->second;
  }
  return FindId(store_, keys_, id);
}

std::uint64_t PartitionWriter::Add(const Append& append, kv::Batch& batch) {
  const std::string stored =
      EncodeStored(drafted_.append_time, append.id, append.change);
  drafted_.running_sha256 = NextRunningSha256(drafted_.running_sha256, stored);
  ++drafted_.position;
  batch.Put(keys_.log, keys_.Entry(drafted_.position),
            drafted_.running_sha256 + stored);
  batch.Put(keys_.ids, keys_.Id(append.id), kv::BigEndian(drafted_.position));
  new_ids_.emplace(append.id, drafted_.position);
  return drafted_.position;
}

}  // namespace creditproof::changelog
