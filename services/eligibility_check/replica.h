// What this instance has applied of its partitions, for readers.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/progress.h"
#include "libs/credit_code/credit_code.h"
#include "libs/kv/store.h"
#include "libs/partition/partition.h"
#include "libs/policy/standing.h"
#include "services/eligibility_check/clean_index.h"
#include "services/eligibility_check/shared_state.h"
#include "services/eligibility_check/stored.h"

namespace creditproof::eligibility_check {

// How far a partition can be read, and what concerns everybody there.
struct Published {
  changelog::Progress::Point point;
  std::shared_ptr<const SharedState> shared;
};

// A subject and its partition, read one after the other.
//
// When it is settled, it is exactly what `point.position` says, nothing older
// and nothing newer: a change past that position that had touched what was read
// would have left its own position in it. When it is not, a change is just
// being published: look again.
struct View {
  changelog::Progress::Point point;
  std::shared_ptr<const SharedState> shared;
  policy::Standing standing;           // of nobody when never named
  std::uint64_t changed_position = 0;  // of the subject's last change

  // The position at which it will be settled.
  std::uint64_t newest() const {
    return std::max(changed_position, shared->changed_position);
  }
  bool settled() const { return newest() <= point.position; }
};

// Thread-safe.
class Replica {
 public:
  // Reads where each partition stands and fills the index, so that bounded
  // checks can be answered before the log is reached. `store` must outlive the
  // replica.
  static absl::StatusOr<std::unique_ptr<Replica>> Open(
      kv::Store& store, const PartitionSet& partitions);

  // One look into the index, or one Get. Never waits.
  absl::StatusOr<View> Look(std::uint32_t partition,
                            const CreditCode& code) const;

  // A settled view at or past `position`. Fails with UNAVAILABLE (BEHIND_LOG)
  // at `deadline`.
  absl::StatusOr<View> WaitAndLook(std::uint32_t partition,
                                   const CreditCode& code,
                                   std::uint64_t position,
                                   absl::Time deadline) const;

  // Whether nothing has changed for the subject since `view`: what was read of
  // it in the meantime belongs to the view.
  absl::StatusOr<bool> Unchanged(const CreditCode& code,
                                 const View& view) const;

  // Position and digest that a follower goes on from. What a commit of unknown
  // outcome left in the store is published first.
  absl::StatusOr<changelog::Applier::Applied> Resume(std::uint32_t partition);

  // What was published of a partition last.
  Published published(std::uint32_t partition) const;
  std::shared_ptr<const SharedState> shared(std::uint32_t partition) const {
    return published(partition).shared;
  }

  // Says that the store holds everything up to `point`: `shared` is what
  // concerns everybody there, `changed` are the standings that changed since
  // the point before. The index takes these first.
  void Publish(std::uint32_t partition,
               std::shared_ptr<const SharedState> shared,
               const std::map<std::string, StoredStanding>& changed,
               changelog::Progress::Point point);

  const changelog::Progress& progress() const { return progress_; }
  kv::Store& store() const { return store_; }
  const PartitionSet& partitions() const { return partitions_; }
  const CleanIndex& index() const { return index_; }

 private:
  // Its own lock: the checks of one partition do not wait for those of another.
  struct Slot {
    mutable std::mutex mutex;
    Published published;  // guarded by mutex
  };

  Replica(kv::Store& store, PartitionSet partitions)
      : store_(store),
        partitions_(std::move(partitions)),
        slots_(partitions_.count()) {}
  absl::Status Load(std::uint32_t partition);

  // Takes the stored standings of the partitions that are `wanted`.
  absl::Status FillIndex(absl::FunctionRef<bool(std::uint32_t)> wanted);
  absl::StatusOr<StoredStanding> Read(const CreditCode& code) const;

  kv::Store& store_;
  const PartitionSet partitions_;
  CleanIndex index_;
  changelog::Progress progress_;
  std::vector<Slot> slots_;  // by partition
};

}  // namespace creditproof::eligibility_check
