// The holds of those whose credit code was changed (left_behind.h).
#pragma once

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "creditproof/record/v1/record.pb.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// The subject that `registration`, row `row` of `origin`, is about, and those
// that bore its code before, are on hold for what is left under the codes that
// it had.
absl::Status HoldForFormerCodes(const record::v1::Registration& registration,
                                std::int64_t row, const Origin& origin,
                                RowChanges& changes);

// A record under `code` has changed: ends the holds for which nothing is left
// behind any more.
absl::Status SettleFormerCodes(const std::string& code, RowChanges& changes);

}  // namespace creditproof::ingestion
