// Which records a judged row says to stand.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/intake/intake.h"
#include "services/ingestion/act.h"
#include "services/ingestion/origin.h"

namespace creditproof::ingestion {

// Of a row of `snapshot`: notes the record that it lists; of a row that was not
// taken, every record that it may list, or in `snapshot` that this cannot be
// told. A classified row may list any; one about a natural person none.
absl::Status NoteListed(const intake::Row& row, const v1::RowVerdict& verdict,
                        const Origin& origin, v1::StoredSnapshot& snapshot,
                        Act& act);

// Of a row of another delivery, bad or not: notes that its record stands today,
// where the log does not say so.
absl::Status NoteStanding(const intake::Row& row, const v1::RowVerdict& verdict,
                          const Origin& origin, Act& act);

// Whether the record of a row that was taken before has lapsed since.
absl::StatusOr<bool> HasLapsedSince(const intake::Row& row,
                                    const v1::RowVerdict& verdict,
                                    const Origin& origin, const View& view);

}  // namespace creditproof::ingestion
