#include "libs/changelog/strong_position.h"

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"

namespace creditproof::changelog {

absl::StatusOr<std::uint64_t> StrongPosition(const Progress& progress,
                                             HeadReader& heads,
                                             std::uint32_t partition,
                                             absl::Time deadline) {
  // Before the reading: what is applied during it may lie past its head.
  const std::uint64_t applied = progress.Applied(partition).position;
  ASSIGN_OR_RETURN(const std::uint64_t head, heads.Read(partition, deadline));
  if (head >= applied) return head;
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_LOG_DIVERGED,
      absl::StrCat("partition ", partition, " was applied to ", applied,
                   ", but its log ends at ", head, ": the log was put back"),
      {{"partition", absl::StrCat(partition)},
       {"position", absl::StrCat(applied)},
       {"head", absl::StrCat(head)}});
}

}  // namespace creditproof::changelog
