// Whether a report number is for this instance to answer.
#pragma once

#include "absl/status/status.h"
#include "libs/claim/report_number.h"
#include "libs/partition/partition.h"

namespace creditproof::verification {

// Fails with FAILED_PRECONDITION (WRONG_PARTITION): what another instance
// registered must not look unregistered here.
absl::Status CheckServed(const claim::ReportNumber& number,
                         const PartitionSet& partitions);

}  // namespace creditproof::verification
