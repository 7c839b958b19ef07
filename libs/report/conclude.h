// What a report concludes from its marks and records, in its template's words.
#pragma once

#include "absl/status/status.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "libs/report/facts.h"
#include "libs/report/template.h"

namespace creditproof::report {

// Fills in headline, remark, statement and count line of `facts`, of which all
// others are read. Fails with INVALID_ARGUMENT (INVALID_FIELD) when a clean
// report would say less than nothing, or more.
absl::Status Conclude(const v1::ReportData& data, const Template& drawn,
                      const policy::v1::Names& names, Facts& facts);

}  // namespace creditproof::report
