// The records of a report's data, checked against what the page says of them.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// Fails with INVALID_ARGUMENT (INVALID_FIELD) when there are none or more than
// kMostRecords, when they are not in the page's order, or when an area counts
// others than are listed.
absl::StatusOr<std::vector<RecordFacts>> ReadRecords(
    const v1::ReportData& data);

}  // namespace creditproof::report
