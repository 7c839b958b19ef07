// Whether a source may be registered as it is described.
#pragma once

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/source_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Fails with INVALID_ARGUMENT (INVALID_FIELD), naming the field.
absl::Status CheckSource(const v1::Source& source);

// Whether its kinds that are not built in were declared. Fails likewise.
absl::Status CheckKindsDeclared(const v1::Source& source, const View& view);

}  // namespace creditproof::ingestion
