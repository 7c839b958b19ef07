// Rows of the registry under a valid code.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Takes the registration and matches it against the rows that stand open: those
// that may mean this subject hold it from now on, those that are now known to
// mean it no longer hold others. ACCEPTED, REVISED or UNCHANGED.
absl::StatusOr<v1::RowVerdict> AcceptRegistration(const intake::Row& row,
                                                  const Origin& origin,
                                                  const crypto::Sealer& sealer,
                                                  RowChanges& changes);

}  // namespace creditproof::ingestion
