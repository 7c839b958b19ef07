// An open row of good content becomes what it was meant to be.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/crypto/sealer.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Records `open`, which is settled, under `code`, as a row with that code would
// be. Fails with FAILED_PRECONDITION (WRONG_STATE) where its source withdrew
// the record.
absl::Status RecordOpenRow(v1::OpenRow open, const std::string& code,
                           const crypto::Sealer& sealer, RowChanges& changes);

// Seals the identity numbers in `open` for the subject `code`.
absl::Status ResealFor(const std::string& code, const crypto::Sealer& sealer,
                       v1::OpenRow& open);

}  // namespace creditproof::ingestion
