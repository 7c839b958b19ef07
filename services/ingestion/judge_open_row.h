// Rows that cannot be taken, and what is kept of them.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "libs/crypto/sealer.h"
#include "libs/intake/intake.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// `row` as it stands open, without its content.
v1::OpenRow DescribeOpenRow(const intake::Row& row, const Origin& origin);

// `open` describes a row with a valid code: the open row that it is a version
// of, where its source said by call that another subject is meant. Nothing for
// most rows.
absl::StatusOr<std::optional<v1::OpenRow>> FindAttributedOtherwise(
    const v1::OpenRow& open, const View& view);

// Settles the open row that `row`, a withdrawal without a valid code, was
// before; false when there is none.
absl::StatusOr<bool> WithdrawOpenRow(const intake::Row& row,
                                     const Origin& origin, RowChanges& changes);

// Keeps a row that is rejected, or whose subject is in doubt, and has it hold
// everybody whom it concerns. REJECTED or QUARANTINED.
absl::StatusOr<v1::RowVerdict> HoldRow(const intake::Row& row,
                                       const Origin& origin,
                                       const crypto::Sealer& sealer,
                                       RowChanges& changes);

}  // namespace creditproof::ingestion
