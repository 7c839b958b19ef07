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

// What a subject is told when a delivery settled the row that held it.
inline constexpr absl::string_view kMended =
    "报送单位已更正该信息，或者已确认该信息所指的主体";

// Lifts the hold from everybody but `codes`, saying why.
absl::Status LiftHoldsExcept(absl::string_view hold_id,
                             const std::set<std::string>& codes,
                             RowChanges& changes,
                             absl::string_view reason = kMended);

// Ends the open row `hold_id`, if there is one, and lifts its holds.
absl::Status Settle(absl::string_view hold_id, RowChanges& changes,
                    absl::string_view reason = kMended);

}  // namespace creditproof::ingestion
