// The audit trail: entries in a service's own database, in hash-chained pages.
// A removed or changed entry breaks the chain.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/audit/v1/audit.pb.h"
#include "libs/audit/chain.h"
#include "libs/audit/retention.h"
#include "libs/audit/subject_index.h"
#include "libs/audit/walk.h"
#include "libs/kv/store.h"

namespace creditproof::audit {

// Thread-safe. Entries are numbered as they come, chained and written by a
// thread of the trail's own, many to a synced commit: at once when somebody
// waits for them, within 20 ms otherwise. Destruction writes the rest.
//
// After a failed commit nothing more is written, so that the chain on disk has
// no gap, and the process ends: a look that nobody waits for must not go on
// unaudited. Looks that were answered without waiting, within the last 20 ms or
// so, are then missing from the trail; none that was waited for is.
//
// What need not be kept any longer is removed with what is written, when there
// is something, from once a day on.
class Trail {
 public:
  // What becomes of the process when `failure` lost entries.
  using OnFailure = std::function<void(const absl::Status& failure)>;

  // Logs `failure` and ends the process at once, with status 1 and without
  // destructors: threads that they wait for may wait for the trail.
  static void EndProcess(const absl::Status& failure);

  // Reads the chain's end, and what is not indexed yet. `store` must outlive
  // the trail. `on_failure` is called once, on the trail's thread; if it
  // returns, every later WaitDurable fails.
  static absl::StatusOr<std::unique_ptr<Trail>> Open(
      kv::Store& store, kv::Family family, Retention retention = {},
      OnFailure on_failure = EndProcess);
  ~Trail();

  // Adds an entry, whose `sequence` is of no account. Returns the one it gets.
  // It is not yet on disk. Blocks while 65536 entries wait to be written.
  std::uint64_t Add(const v1::AuditEntry& entry);

  // Waits until entries up to `sequence`, which Add returned, are on disk: do
  // so before findings are released. Fails as the commit did, as a rule with
  // UNAVAILABLE (STORE_UNAVAILABLE).
  absl::Status WaitDurable(std::uint64_t sequence);

  // Likewise without waiting: calls `then` with what WaitDurable would return,
  // at once or on the trail's thread, whose commits wait meanwhile: it must not
  // wait for anything. Thousands may be under way.
  using Then = std::function<void(const absl::Status& durable)>;
  void WhenDurable(std::uint64_t sequence, Then then);

  // Reads entries from `sequence` on, at most `max_entries`, as far as they
  // are written.
  absl::StatusOr<std::vector<v1::AuditEntry>> Read(
      std::uint64_t sequence, std::size_t max_entries) const;

  // Entries about one subject, and how far the chain was searched for them.
  struct About {
    std::vector<v1::AuditEntry> entries;
    std::uint64_t searched = 0;  // up to this sequence
    bool more = false;           // there may be more behind
  };

  // Reads entries about `subject` after `sequence` and up to `last`, oldest
  // first, at most `max_entries`, as far as they are written.
  absl::StatusOr<About> ReadAbout(
      absl::string_view subject, std::uint64_t sequence,
      std::size_t max_entries,
      std::uint64_t last = std::numeric_limits<std::uint64_t>::max()) const;

  // Walks all that is on disk; see walk.h. An end that was cut off, or a chain
  // that was made anew, while no trail was open is seen by `earlier` only.
  absl::StatusOr<v1::TrailState> Walk(
      const v1::ChainPoint& earlier,
      absl::FunctionRef<bool(std::uint64_t sequence)> go_on) const;

  // Likewise, without an earlier end. Fails with DATA_LOSS (STORE_CORRUPT),
  // naming the first entry that is missing or does not fit.
  absl::Status Verify() const;

  // The last entry that is on disk.
  std::uint64_t durable_sequence() const;

 private:
  struct Stored {
    ChainEnd end;
    v1::TrailStart start;
    std::unique_ptr<SubjectIndex> index;
  };

  Trail(kv::Store& store, kv::Family family, Stored stored, Retention retention,
        OnFailure on_failure);

  // Who is called when an entry is on disk.
  struct Caller {
    std::uint64_t sequence;
    Then then;
  };

  void WriteUntilStopped();

  // Those whose entries are on disk, or never will be; `mutex_` is held.
  std::vector<Caller> TakeCallers();

  // Chains and commits a page of `entries`, moving `end` on, and removes what
  // `pruning` says.
  absl::Status Write(const PageEntries& entries,
                     const std::optional<Pruning>& pruning, ChainEnd& end);

  // What is to be removed now.
  std::optional<Pruning> DuePruning();

  kv::Store& store_;
  const kv::Family family_;
  const OnFailure on_failure_;
  const Retention retention_;
  const std::unique_ptr<SubjectIndex> index_;
  v1::TrailStart start_;                            // the writer's
  absl::Time next_pruning_ = absl::InfinitePast();  // the writer's

  mutable std::mutex mutex_;         // guards what follows
  std::condition_variable work_;     // for the writer
  std::condition_variable written_;  // for who waits to add
  std::uint64_t added_;              // sequence of the last entry added
  ChainEnd durable_;                 // of what is on disk
  PageEntries waiting_;              // up to `added_`
  std::uint64_t wanted_ = 0;         // somebody waits for this sequence
  std::vector<Caller> callers_;
  absl::Status failure_;  // of the first commit that failed
  bool stopping_ = false;

  std::thread writer_;
};

}  // namespace creditproof::audit
