// What a source is told of a row that stands open.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/ingestion/v1/quarantine_service.pb.h"
#include "services/ingestion/view.h"

namespace creditproof::ingestion {

// Whom it holds apart.
absl::StatusOr<v1::QuarantinedRow> ForItsSource(const v1::OpenRow& open,
                                                const View& view,
                                                absl::Time now);

}  // namespace creditproof::ingestion
