// Makes the status list of the reports that are registered here.
#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <thread>
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

  // When the newer one is begun; when it is begun again after a failure.
  static constexpr absl::Duration kAnew = absl::Minutes(55);
  static constexpr absl::Duration kPause = absl::Minutes(1);

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

  // The last signed list that was made, while it says something. Never waits
  // for one to be made, but sees to it that one is from now on. Fails with
  // RESOURCE_EXHAUSTED (OVERLOADED) while the first is made, or as making one
  // failed.
  absl::StatusOr<std::string> List();

  // Makes a list, once one was asked for, when the last is older than kAnew,
  // and not within kPause of having failed to. Reads every registered report.
  // For one thread.
  void Refresh();

 private:
  absl::StatusOr<absl::Time> AsOf() const;
  absl::StatusOr<status_list::StatusList> Make() const;
  bool IsDue(absl::Time now);

  const Parts parts_;
  const crypto::SigningKey key_;
  const base::Clock clock_;
  std::mutex mutex_;  // guards what follows
  bool is_asked_for_ = false;
  std::optional<absl::Time> made_;
  std::string signed_;
  std::optional<absl::Time> failed_;
  absl::Status failure_;
};

// Has a lister refresh its list in time, as long as it lives.
class StatusListKeeper {
 public:
  // `lister` must outlive this object.
  explicit StatusListKeeper(StatusLister& lister);

 private:
  std::jthread thread_;
};

}  // namespace creditproof::verification
