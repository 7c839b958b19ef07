// Rows of records under a valid code.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Records the row under its code, and settles what its broken versions left
// open. Where the name is not the subject's, everybody else who bears it is on
// hold. The row's record gets what the log has of it. ACCEPTED, REVISED or
// UNCHANGED.
absl::StatusOr<v1::RowVerdict> AcceptRecord(intake::Row& row,
                                            const Origin& origin,
                                            const crypto::Sealer& sealer,
                                            RowChanges& changes);

}  // namespace creditproof::ingestion
