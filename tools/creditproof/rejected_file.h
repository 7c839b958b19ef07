// FILE.rejected.csv: the rows that were not taken, each with the reason in a
// first column and otherwise untouched, so that it can be mended and delivered
// again.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "tools/creditproof/delivered_file.h"

namespace creditproof::tool {

// The reasons of one row in one line: `列：原因；列：原因`.
std::string ReasonText(const ingestion::v1::RowVerdict& verdict);

// The content of the rejected file: the header and the rows of `bad` (by row
// number) in the encoding of `file`. A reason column that `file` has in front
// already, having been such a file, is replaced.
absl::StatusOr<std::string> RejectedFile(
    const DeliveredFile& file,
    const std::vector<ingestion::v1::RowVerdict>& bad);

}  // namespace creditproof::tool
