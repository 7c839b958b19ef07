// Which failures of a follower are worth a line in the log.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "libs/base/log.h"

namespace creditproof::changelog {

// kError for what does not pass by itself (DATA_LOSS: the log or the store was
// put back or damaged); kWarning for the rest.
base::Severity SeverityOf(const absl::Status& failure);

// A failure is told once; an error again every minute while it lasts, so that
// it cannot be overlooked.
class FailureWatch {
 public:
  // Whether to tell of `failure`.
  bool Failed(const absl::Status& failure, absl::Time now);

  // Whether to tell that it goes on again.
  bool Advanced();

 private:
  absl::Status failure_;  // the last one told; OK while it goes on
  absl::Time told_ = absl::InfinitePast();
};

}  // namespace creditproof::changelog
