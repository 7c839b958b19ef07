// How soon a check sees what ingestion has accepted.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_ingest_server.h"

namespace creditproof::tool {

// Delivers `rows`, encoded and with their line ends, the header first, 5,000 a
// second, to a server that is followed. Returns the 99th percentile of the
// milliseconds from a row's answer until eligibility-check answers from it.
absl::StatusOr<double> MeasureVisible(const IngestServer& server,
                                      const std::vector<std::string>& rows);

}  // namespace creditproof::tool
