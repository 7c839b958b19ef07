// Whether a source may be registered as it is described.
#pragma once

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/source_service.pb.h"

namespace creditproof::ingestion {

// Fails with INVALID_ARGUMENT (INVALID_FIELD), naming the field.
absl::Status CheckSource(const v1::Source& source);

}  // namespace creditproof::ingestion
