// What a good row does to the record that it is.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Appends what `row` asks for: `record`, finished, put, ended or reinstated.
// `before` is what the index knows of it. ACCEPTED, UNCHANGED or REVISED.
absl::StatusOr<v1::RowOutcome> UpdateRecord(
    const intake::Row& row, const record::v1::Record& record,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes);

}  // namespace creditproof::ingestion
