// The key directory of a running service, read anew while it runs.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "libs/base/clock.h"
#include "libs/report/issuer_keys.h"

namespace creditproof::report {

// The keys as they are now. Thread-safe.
using KeySource = std::function<std::shared_ptr<const IssuerKeys>()>;

// Thread-safe.
class KeyFolder {
 public:
  // What `creditproof keys` changed holds here no later than this after.
  static constexpr absl::Duration kMostAge = absl::Seconds(5);

  // Fails as LoadIssuerKeys does.
  static absl::StatusOr<std::unique_ptr<KeyFolder>> Open(
      std::filesystem::path directory, base::Clock clock);

  // As the folder was at most kMostAge ago. While it cannot be read: as it was
  // when it last could, with an alarm in the log. A slip of who edits it must
  // not make every report a forgery.
  std::shared_ptr<const IssuerKeys> Keys();

 private:
  using Shared = std::shared_ptr<const IssuerKeys>;

  KeyFolder(std::filesystem::path directory, base::Clock clock, Shared keys)
      : directory_(std::move(directory)),
        clock_(std::move(clock)),
        keys_(std::move(keys)),
        read_at_(clock_()) {}

  void ReadAnew();

  const std::filesystem::path directory_;
  const base::Clock clock_;
  std::mutex mutex_;
  Shared keys_;         // guarded by mutex_
  absl::Time read_at_;  // likewise
};

}  // namespace creditproof::report
