// What a good row does to the record that it is.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Appends what `row` asks for: the record of `put`, finished, put, ended or
// reinstated. `before` is what the index knows of it. `put` keeps its record.
// ACCEPTED, UNCHANGED or REVISED.
absl::StatusOr<v1::RowOutcome> UpdateRecord(
    const intake::Row& row, changelog::v1::Change& put,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes);

}  // namespace creditproof::ingestion
