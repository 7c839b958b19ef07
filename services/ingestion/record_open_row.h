// An open row of good content becomes what it was meant to be.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Records `open`, which is settled, under `code`, as a row with that code would
// be, and counts it among the rows that its source delivers this month. Where
// the source has said anew what the record is since `open` was delivered, that
// stays: UNCHANGED. Fails with FAILED_PRECONDITION (WRONG_STATE) where it
// withdrew the record.
absl::StatusOr<v1::RowOutcome> RecordOpenRow(v1::OpenRow open,
                                             const std::string& code,
                                             const crypto::Sealer& sealer,
                                             const workdays::Calendar& calendar,
                                             RowChanges& changes);

// Seals the identity numbers in `open` for the subject `code`.
absl::Status ResealFor(const std::string& code, const crypto::Sealer& sealer,
                       v1::OpenRow& open);

}  // namespace creditproof::ingestion
