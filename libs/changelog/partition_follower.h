// Follows one partition of the log on the thread that calls it.
#pragma once

#include <cstdint>
#include <stop_token>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "libs/changelog/failure_watch.h"
#include "libs/changelog/follower.h"

namespace creditproof::changelog {

// Checks that `entry` is the one after `last` and decodes it. Fails with
// ABORTED (a gap) or DATA_LOSS (the digest or the entry is wrong, or its change
// is of a kind that is not known here).
absl::StatusOr<DecodedEntry> CheckNext(const Applier::Applied& last,
                                       const LogEntry& entry);

// Fails with DATA_LOSS when `change` is of a kind that is not known here, which
// may be a penalty: to pass over it would make somebody clean; or concerns a
// subject and names none.
absl::Status CheckKind(const v1::Change& change, std::uint64_t position);

class PartitionFollower {
 public:
  PartitionFollower(EntrySource source, std::uint32_t partition,
                    Applier& applier);

  // Follows until `stop` is requested. Says in the log when it fails and when
  // it goes on; see FailureWatch.
  void Run(const std::stop_token& stop);

 private:
  absl::Status FollowOnce(const std::stop_token& stop);
  absl::Status Apply(Applier::Applied& last,
                     const std::vector<LogEntry>& entries);
  void Failed(const absl::Status& status);
  void Advanced();

  EntrySource source_;
  const std::uint32_t partition_;
  Applier& applier_;
  FailureWatch watch_;
};

}  // namespace creditproof::changelog
