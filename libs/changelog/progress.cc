#include "libs/changelog/progress.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"

namespace creditproof::changelog {

void Progress::Publish(std::uint32_t partition, Point point) {
  {
    const std::lock_guard lock(mutex_);
    points_[partition] = point;
  }
  advanced_.notify_all();
}

Progress::Point Progress::Applied(std::uint32_t partition) const {
  const std::lock_guard lock(mutex_);
  const auto found = points_.find(partition);
  return found == points_.end() ? Point{} : found->second;
}

absl::Status Progress::WaitFor(std::uint32_t partition, std::uint64_t position,
                               absl::Time deadline) const {
  std::unique_lock lock(mutex_);
  std::uint64_t applied = 0;
  const bool caught_up =
      advanced_.wait_until(lock, absl::ToChronoTime(deadline), [&] {
        const auto found = points_.find(partition);
        applied = found == points_.end() ? 0 : found->second.position;
        return applied >= position;
      });
  if (caught_up) return absl::OkStatus();
  return base::Error(absl::StatusCode::kUnavailable,
                     base::Reason::REASON_BEHIND_LOG,
                     absl::StrCat("partition ", partition, " is applied to ",
                                  applied, ", not yet to ", position),
                     {{"partition", absl::StrCat(partition)},
                      {"position", absl::StrCat(applied)},
                      {"head", absl::StrCat(position)}});
}

}  // namespace creditproof::changelog
