// Placing and lifting the holds of open rows.
#pragma once

#include <set>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Has `row` hold those of `codes` that it does not hold yet.
absl::Status PlaceHolds(const v1::OpenRow& row,
                        const std::set<std::string>& codes,
                        RowChanges& changes);

// Lifts the hold from everybody but `codes`.
absl::Status LiftHoldsExcept(absl::string_view hold_id,
                             const std::set<std::string>& codes,
                             RowChanges& changes);

// Ends the open row `hold_id`, if there is one, and lifts its holds.
absl::Status Settle(absl::string_view hold_id, RowChanges& changes);

}  // namespace creditproof::ingestion
