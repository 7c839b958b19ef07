// What a source is told of a row that stands open.
#pragma once

#include "absl/time/time.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/ingestion/v1/quarantine_service.pb.h"

namespace creditproof::ingestion {

// Whom it holds apart.
v1::QuarantinedRow ForItsSource(const v1::OpenRow& open, absl::Time now);

}  // namespace creditproof::ingestion
