// Makes the status list of the reports that are registered here.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/crypto/signing.h"
#include "libs/partition/partition.h"
#include "libs/report/key_folder.h"
#include "libs/status_list/status_list.h"
#include "services/verification/freshness.h"
#include "services/verification/registry.h"

namespace creditproof::verification {

// Thread-safe.
class StatusLister {
 public:
  // A newer list is to be had after so long; an older one says nothing any
  // more after so long.
  static constexpr absl::Duration kUpdate = absl::Hours(1);
  static constexpr absl::Duration kLife = absl::Hours(24);

  // What is referred to must outlive the lister.
  struct Parts {
    const Registry& registry;
    const SubjectChanges& changes;
    Freshness& freshness;
    report::KeySource keys;
    const PartitionSet& partitions;
  };
  StatusLister(Parts parts, crypto::SigningKey key, base::Clock clock)
      : parts_(std::move(parts)),
        key_(std::move(key)),
        clock_(std::move(clock)) {}

  // The signed list, made anew when the last one is older than kUpdate; who
  // asks meanwhile waits. Where it cannot be made, the last one while it still
  // says something. Reads every registered report. Fails with UNAVAILABLE when
  // the end of the log cannot be learnt or reached.
  absl::StatusOr<std::string> List();

 private:
  absl::StatusOr<absl::Time> AsOf() const;
  absl::StatusOr<status_list::StatusList> Make() const;
  absl::Status MakeAnew();

  const Parts parts_;
  const crypto::SigningKey key_;
  const base::Clock clock_;
  std::mutex mutex_;
  std::optional<absl::Time> made_;  // guarded by mutex_
  std::string signed_;              // likewise
};

}  // namespace creditproof::verification
