// Whether what a reconciliation came to can be read.
#pragma once

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"

namespace creditproof::ingestion {

// Fails with INVALID_ARGUMENT (INVALID_FIELD).
absl::Status CheckConclusion(const v1::ConcludeReconciliationRequest& request);

}  // namespace creditproof::ingestion
