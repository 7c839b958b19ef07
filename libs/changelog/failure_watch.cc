#include "libs/changelog/failure_watch.h"

namespace creditproof::changelog {
namespace {

constexpr absl::Duration kRepeat = absl::Minutes(1);

}  // namespace

base::Severity SeverityOf(const absl::Status& failure) {
  return absl::IsDataLoss(failure) ? base::Severity::kError
                                   : base::Severity::kWarning;
}

bool FailureWatch::Failed(const absl::Status& failure, absl::Time now) {
  const bool overdue =
      SeverityOf(failure) == base::Severity::kError && now - told_ >= kRepeat;
  if (failure == failure_ && !overdue) return false;
  failure_ = failure;
  told_ = now;
  return true;
}

bool FailureWatch::Advanced() {
  if (failure_.ok()) return false;
  failure_ = absl::OkStatus();
  return true;
}

}  // namespace creditproof::changelog
