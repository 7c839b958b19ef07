#include "libs/changelog/embedded_log.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/partition_writer.h"
#include "libs/kv/big_endian.h"

namespace creditproof::changelog {
namespace {

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::size_t kReadBytes = 1 << 20;
constexpr absl::Duration kLongestWait = absl::Hours(1);

absl::Status CheckIds(const std::vector<Append>& appends) {
  for (const Append& append : appends) {
    if (append.id.empty() || append.id.size() > kMaxIdBytes) {
      return absl::InvalidArgumentError(absl::StrCat(
          "an append id has 1 to 64 bytes, this has ", append.id.size()));
    }
  }
  return absl::OkStatus();
}

}  // namespace

struct EmbeddedLog::Partition {
  Partition(const kv::Store& store, PartitionKeys its_keys,
            const base::Clock& clock)
      : keys(its_keys), writer(store, its_keys, clock) {}

  // Shows what was appended.
  void Advance() {
    const std::lock_guard lock(mutex);
    head = writer.position();
    advanced.notify_all();
  }

  const PartitionKeys keys;
  PartitionWriter writer;  // guarded by appending_

  std::mutex mutex;
  std::condition_variable advanced;  // the head has
  std::uint64_t head = 0;            // guarded by mutex; all to it is on disk
};

absl::StatusOr<std::unique_ptr<EmbeddedLog>> EmbeddedLog::Open(
    kv::Store& store, kv::Family log, kv::Family ids,
    std::uint32_t partition_count, base::Clock clock) {
  std::unique_ptr<EmbeddedLog> opened(new EmbeddedLog(store));
  for (std::uint32_t i = 0; i < partition_count; ++i) {
    auto partition =
        std::make_unique<Partition>(store, PartitionKeys{i, log, ids}, clock);
    RETURN_IF_ERROR(partition->writer.Recover());
    partition->head = partition->writer.position();
    opened->partitions_.push_back(std::move(partition));
  }
  return opened;
}

EmbeddedLog::EmbeddedLog(kv::Store& store) : store_(store) {}

EmbeddedLog::~EmbeddedLog() = default;

absl::StatusOr<EmbeddedLog::Partition*> EmbeddedLog::Find(
    std::uint32_t partition) const {
  if (partition < partitions_.size()) return partitions_[partition].get();
  return base::Error(absl::StatusCode::kFailedPrecondition,
                     base::Reason::REASON_WRONG_PARTITION,
                     absl::StrCat("there is no partition ", partition),
                     {{"partition", absl::StrCat(partition)}});
}

absl::Status EmbeddedLog::Check(const Appends& appends) const {
  for (const auto& [partition, list] : appends) {
    RETURN_IF_ERROR(Find(partition).status());
    RETURN_IF_ERROR(CheckIds(list));
  }
  return absl::OkStatus();
}

absl::StatusOr<Positions> EmbeddedLog::AppendTogether(const Appends& appends,
                                                      Beside beside) {
  RETURN_IF_ERROR(Check(appends));
  const std::lock_guard lock(appending_);
  kv::Batch batch(store_);
  ASSIGN_OR_RETURN(Positions positions, Draft(appends, batch));
  RETURN_IF_ERROR(beside(positions, batch));
  if (batch.empty()) return positions;
  const absl::Status committed =
      store_.Commit(std::move(batch), kv::Durability::kSynced);
  Conclude(appends, committed.ok());
  RETURN_IF_ERROR(committed);
  return positions;
}

absl::StatusOr<Positions> EmbeddedLog::Draft(const Appends& appends,
                                             kv::Batch& batch) {
  Positions positions;
  for (const auto& [partition, list] : appends) {
    ASSIGN_OR_RETURN(positions[partition],
                     partitions_[partition]->writer.Draft(list, batch));
  }
  return positions;
}

void EmbeddedLog::Conclude(const Appends& appends, bool committed) {
  for (const auto& [partition, list] : appends) {
    Partition& appended = *partitions_[partition];
    if (committed) {
      appended.writer.Confirm();
      appended.Advance();
    } else {
      appended.writer.Doubt();
    }
  }
}

absl::StatusOr<std::vector<LogEntry>> EmbeddedLog::Read(
    std::uint32_t partition, std::uint64_t after_position,
    std::size_t max_entries) const {
  ASSIGN_OR_RETURN(const std::uint64_t head, Head(partition));
  std::vector<LogEntry> entries;
  if (after_position >= head || max_entries == 0) return entries;
  // What lies past the head was not acknowledged yet.
  const std::size_t wanted =
      std::min<std::uint64_t>(max_entries, head - after_position);
  std::size_t bytes = 0;
  absl::Status parsed;
  const PartitionKeys& keys = partitions_[partition]->keys;
  RETURN_IF_ERROR(store_.Scan(
      keys.log, kv::BigEndian(partition), keys.Entry(after_position),
      [&](absl::string_view key, absl::string_view value) {
        auto entry = ParseEntry(key, value);
        parsed = entry.status();
        if (!parsed.ok()) return false;
        bytes += entry->stored.size();
        entries.push_back(*std::move(entry));
        return entries.size() < wanted && bytes < kReadBytes;
      }));
  RETURN_IF_ERROR(parsed);
  return entries;
}

absl::StatusOr<std::uint64_t> EmbeddedLog::PositionOf(
    std::uint32_t partition, absl::string_view append_id) const {
  ASSIGN_OR_RETURN(const Partition* const found, Find(partition));
  return FindId(store_, found->keys, append_id);
}

absl::StatusOr<std::uint64_t> EmbeddedLog::Head(std::uint32_t partition) const {
  ASSIGN_OR_RETURN(Partition* const found, Find(partition));
  const std::lock_guard lock(found->mutex);
  return found->head;
}

absl::StatusOr<std::uint64_t> EmbeddedLog::WaitPast(
    std::uint32_t partition, std::uint64_t position,
    absl::Duration timeout) const {
  ASSIGN_OR_RETURN(Partition* const found, Find(partition));
  std::unique_lock lock(found->mutex);
  found->advanced.wait_for(
      lock, absl::ToChronoNanoseconds(std::min(timeout, kLongestWait)),
      [&] { return found->head > position; });
  return found->head;
}

}  // namespace creditproof::changelog
