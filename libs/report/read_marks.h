// What a report's data say of each area.
#pragma once

#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/facts.h"

namespace creditproof::report {

// Fails with INVALID_ARGUMENT (INVALID_FIELD) when the areas are not the
// catalogue's, in its order.
absl::StatusOr<std::vector<AreaMark>> ReadMarks(const v1::ReportData& data);

}  // namespace creditproof::report
