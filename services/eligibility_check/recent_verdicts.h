// The questions that were asked last, with what was decided of them.
#pragma once

#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "services/eligibility_check/class_verdicts.h"

namespace creditproof::eligibility_check {

// Callers mostly repeat a few questions. Thread-safe.
class RecentVerdicts {
 public:
  // `index` must outlive it and what it returns.
  explicit RecentVerdicts(const CleanIndex& index) : index_(index) {}

  // New ones when there are none that hold.
  std::shared_ptr<const ClassVerdicts> For(
      const AskedQuestion& asked, const std::vector<Published>& published);

 private:
  static constexpr std::size_t kMost = 8;

  const CleanIndex& index_;
  std::mutex mutex_;
  // Guarded by mutex_; used last, first.
  std::vector<std::shared_ptr<const ClassVerdicts>> recent_;
};

}  // namespace creditproof::eligibility_check
