// The open mismatches as they are shown.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/reconciliation_service.pb.h"
#include "libs/kv/store.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/mismatch_index.h"

namespace creditproof::ingestion {

v1::Mismatch ShowMismatch(const SourceItem& item,
                          const v1::IndexedMismatch& mismatch, absl::Time now);

// A page of those of `source_id`. Fails with INVALID_ARGUMENT (INVALID_FIELD).
absl::StatusOr<v1::ListMismatchesResponse> ListMismatches(
    const kv::Store& store, const std::string& source_id,
    const v1::ListMismatchesRequest& request, absl::Time now);

}  // namespace creditproof::ingestion
