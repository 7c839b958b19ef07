// What becomes of a row.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_service.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/intake/intake.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// Judges one row against everything known so far, the earlier rows of the same
// act included, and adds to `act` what follows from it. Where the row is taken,
// its record gets what the log has of it.
absl::StatusOr<v1::RowVerdict> JudgeRow(intake::Row& row, const Origin& origin,
                                        const crypto::Sealer& sealer, Act& act);

}  // namespace creditproof::ingestion
