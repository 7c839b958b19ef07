#include "services/verification/served_number.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"

namespace creditproof::verification {

absl::Status CheckServed(const claim::ReportNumber& number,
                         const PartitionSet& partitions) {
  const std::uint32_t partition = number.PartitionUnder(partitions.count());
  if (partitions.Serves(partition)) return absl::OkStatus();
  const std::string shown = absl::StrCat(partition);
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      base::Reason::REASON_WRONG_PARTITION,
      absl::StrCat("partition ", shown, " is not served by this instance"),
      {{"partition", shown}});
}

}  // namespace creditproof::verification
