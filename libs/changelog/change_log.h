// The change log: the one way data moves. Dense positions (1, 2, 3 ...) in each
// partition; an append that was acknowledged is on disk for ever.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/kv/store.h"

namespace creditproof::changelog {

// What somebody wants in the log.
struct Append {
  std::string id;      // unique in its partition, at most 64 bytes
  std::string change;  // serialized changelog.v1.Change
};

// Where it is.
struct Appended {
  std::uint64_t position;
  bool duplicate;  // true when this id was appended before, at `position`
};

// By partition, in order.
using Appends = std::map<std::uint32_t, std::vector<Append>>;
using Positions = std::map<std::uint32_t, std::vector<Appended>>;

// Adds to the batch what must be true together with appends at `positions`.
using Beside = absl::FunctionRef<absl::Status(const Positions& positions,
                                              kv::Batch& batch)>;

// What stands in the log. `running_sha256` is h(n) of change_log_service.proto.
struct LogEntry {
  std::uint64_t position;
  std::string stored;
  std::string running_sha256;
};

// The three parts of LogEntry::stored.
struct StoredEntry {
  absl::Time append_time;
  std::string append_id;
  std::string change;
};
std::string EncodeStored(absl::Time append_time, absl::string_view append_id,
                         absl::string_view change);
absl::StatusOr<StoredEntry> DecodeStored(const std::string& stored);

// h(n) from h(n-1) (empty for n = 1) and the entry's stored bytes.
std::string NextRunningSha256(absl::string_view previous,
                              absl::string_view stored);

// An engine. Thread-safe.
class ChangeLog {
 public:
  virtual ~ChangeLog() = default;

  // Appends all of `appends`, and commits with them what `beside` adds to a
  // batch of the database that the log's one writer keeps its own in: all of it
  // happens or nothing does. Returns when it is on disk. Fails with
  // UNAVAILABLE: the outcome is unknown, and the same appends with the same ids
  // may be tried again; and as `beside` does, having done nothing.
  virtual absl::StatusOr<Positions> AppendTogether(const Appends& appends,
                                                   Beside beside) = 0;

  // Likewise, in one partition and with nothing beside.
  absl::StatusOr<std::vector<Appended>> AppendAll(
      std::uint32_t partition, const std::vector<Append>& appends);

  // At most `max_entries` entries after `after_position` and about a mebibyte
  // of them, but at least one; none when there are none yet. Fails with
  // OUT_OF_RANGE (LOG_TRIMMED).
  virtual absl::StatusOr<std::vector<LogEntry>> Read(
      std::uint32_t partition, std::uint64_t after_position,
      std::size_t max_entries) const = 0;

  // Position of the entry with this id, 0 for an id that was not appended.
  virtual absl::StatusOr<std::uint64_t> PositionOf(
      std::uint32_t partition, absl::string_view append_id) const = 0;

  // Position of the last acknowledged entry, 0 for none. An acknowledged
  // append lies at or before every head read that started after it.
  virtual absl::StatusOr<std::uint64_t> Head(std::uint32_t partition) const = 0;

  // Waits until the head is past `position`, for at most `timeout`. Returns the
  // head.
  virtual absl::StatusOr<std::uint64_t> WaitPast(
      std::uint32_t partition, std::uint64_t position,
      absl::Duration timeout) const = 0;
};

}  // namespace creditproof::changelog
