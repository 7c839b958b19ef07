// Whom else a recorded row may be about, and which open rows it settles.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/record/v1/record.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// `open` describes `row`, which was recorded as `record` under a valid code;
// `is_new` when that record was not known before. Settles the earlier versions
// of the row that stand open. Where others may be meant as well, because of the
// row's name or because the code was changed, the row itself stays open and
// holds them: returns how many. Nothing when it can be about nobody else.
absl::StatusOr<std::optional<int>> AttributeRecord(
    const intake::Row& row, v1::OpenRow open, bool is_new,
    const record::v1::Record& record, RowChanges& changes);

}  // namespace creditproof::ingestion
