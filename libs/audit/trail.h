// The audit trail: hash-chained entries in a service's own database. A removed
// or changed entry breaks the chain.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// Thread-safe. Entries are chained at once and written by a thread of the
// trail's own, many to a synced commit; destruction writes the rest.
//
// Layout: sequence (8 bytes, big-endian) -> serialized AuditEntry.
class Trail {
 public:
  // Reads the chain's end. `store` must outlive the trail.
  static absl::StatusOr<std::unique_ptr<Trail>> Open(kv::Store& store,
                                                     kv::Family family);
  ~Trail();

  // Adds an entry; `sequence` and `previous_sha256` are filled in. Returns its
  // sequence. It is not yet on disk.
  std::uint64_t Add(v1::AuditEntry entry);

  // Waits until entries up to `sequence` are on disk: do so before findings
  // are released. Fails with UNAVAILABLE (STORE_UNAVAILABLE).
  absl::Status WaitDurable(std::uint64_t sequence);

  // Reads entries from `sequence` on, at most `max_entries`.
  absl::StatusOr<std::vector<v1::AuditEntry>> Read(
      std::uint64_t sequence, std::size_t max_entries) const;

  // Walks the whole chain. Fails with DATA_LOSS, naming the first entry that is
  // missing or changed.
  absl::Status Verify() const;

 private:
  struct State;
  explicit Trail(std::unique_ptr<State> state);

  std::unique_ptr<State> state_;
};

}  // namespace creditproof::audit
