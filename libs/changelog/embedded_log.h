// The engine for one machine: column families of ingestion's own RocksDB.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "libs/base/clock.h"
#include "libs/changelog/change_log.h"
#include "libs/kv/store.h"

namespace creditproof::changelog {

// One append at a time, to whatever partitions: its callers gather what belongs
// together, and that costs one fdatasync.
//
// Layout: family `log`: partition (4 bytes) || position (8) -> running SHA-256
// (32) || stored entry. Family `ids`: partition (4) || append id -> position
// (8). Numbers are big-endian.
class EmbeddedLog final : public ChangeLog {
 public:
  // Reads the heads. `store` must outlive the log, and nobody else may write
  // its two families.
  static absl::StatusOr<std::unique_ptr<EmbeddedLog>> Open(
      kv::Store& store, kv::Family log, kv::Family ids,
      std::uint32_t partition_count, base::Clock clock);
  ~EmbeddedLog() override;

  // `beside` gets a batch of `store`. Fails also with INVALID_ARGUMENT when an
  // id is empty or longer than 64 bytes, FAILED_PRECONDITION (WRONG_PARTITION),
  // and as kv::Store does when it cannot write; then, too, the outcome is
  // unknown.
  absl::StatusOr<Positions> AppendTogether(const Appends& appends,
                                           Beside beside) override;
  absl::StatusOr<std::vector<LogEntry>> Read(
      std::uint32_t partition, std::uint64_t after_position,
      std::size_t max_entries) const override;
  absl::StatusOr<std::uint64_t> PositionOf(
      std::uint32_t partition, absl::string_view append_id) const override;
  absl::StatusOr<std::uint64_t> Head(std::uint32_t partition) const override;
  absl::StatusOr<std::uint64_t> WaitPast(std::uint32_t partition,
                                         std::uint64_t position,
                                         absl::Duration timeout) const override;

 private:
  struct Partition;
  explicit EmbeddedLog(kv::Store& store);

  // Fails with FAILED_PRECONDITION (WRONG_PARTITION).
  absl::StatusOr<Partition*> Find(std::uint32_t partition) const;

  absl::Status Check(const Appends& appends) const;
  absl::StatusOr<Positions> Draft(const Appends& appends, kv::Batch& batch);
  void Conclude(const Appends& appends, bool committed);

  kv::Store& store_;
  std::mutex appending_;
  std::vector<std::unique_ptr<Partition>> partitions_;
};

}  // namespace creditproof::changelog
