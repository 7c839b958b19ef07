// Writes one partition of an EmbeddedLog.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "libs/base/clock.h"
#include "libs/changelog/change_log.h"
#include "libs/kv/store.h"

namespace creditproof::changelog {

// Where a partition's entries and ids lie.
struct PartitionKeys {
  std::uint32_t partition;
  kv::Family log;
  kv::Family ids;

  std::string Entry(std::uint64_t position) const;
  std::string Id(absl::string_view append_id) const;
};

// Position of the entry with this id, 0 for none.
absl::StatusOr<std::uint64_t> FindId(const kv::Store& store,
                                     const PartitionKeys& keys,
                                     absl::string_view append_id);

// The entry in a pair of the family `log`. Fails with DATA_LOSS
// (STORE_CORRUPT).
absl::StatusOr<LogEntry> ParseEntry(absl::string_view key,
                                    absl::string_view value);

// Not thread-safe; keeps the tail, so it must be the partition's only writer.
class PartitionWriter {
 public:
  // `store` must outlive the writer.
  PartitionWriter(const kv::Store& store, PartitionKeys keys,
                  base::Clock clock);

  // Reads the tail if it is not known.
  absl::Status Recover();

  // The last position known to be on disk.
  std::uint64_t position() const { return tail_.position; }

  // Adds `appends` to `batch`, those aside whose ids are known. They are in the
  // log once the batch was committed, synced, and Confirm called. Append times
  // never go back, whatever the clock does: who asks for the state at a time
  // gets all up to one position.
  absl::StatusOr<std::vector<Appended>> Draft(
      const std::vector<Append>& appends, kv::Batch& batch);

  // What was last drafted is on disk.
  void Confirm() { tail_ = drafted_; }

  // What was last drafted may be on disk or not: the tail is read again before
  // anything else is written.
  void Doubt() { tail_known_ = false; }

 private:
  struct Tail {
    std::uint64_t position = 0;
    std::string running_sha256;
    absl::Time append_time = absl::InfinitePast();
  };

  // 0 when the id is new.
  absl::StatusOr<std::uint64_t> PositionOf(const std::string& id) const;
  std::uint64_t Add(const Append& append, kv::Batch& batch);

  const kv::Store& store_;
  const PartitionKeys keys_;
  const base::Clock clock_;
  bool tail_known_ = false;
  Tail tail_;
  Tail drafted_;
  absl::flat_hash_map<std::string, std::uint64_t> new_ids_;  // of the draft
};

}  // namespace creditproof::changelog
