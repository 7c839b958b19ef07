// Settling an open row by call.
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/ingestion_store.pb.h"
#include "creditproof/ingestion/v1/quarantine_service.pb.h"
#include "libs/credit_code/credit_code.h"
#include "libs/crypto/sealer.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {

// Ends `open`, because it is about nobody, and frees everybody whom it held. A
// row that was recorded under its code stays recorded. `reason` is for them.
// Fails with FAILED_PRECONDITION (WRONG_STATE) while it holds somebody for what
// is left under a code that was changed (left_behind.h).
absl::StatusOr<v1::ResolveQuarantinedRowResponse> DismissOpenRow(
    const v1::OpenRow& open, absl::string_view reason, RowChanges& changes);

// `open` is about the subject `code` and nobody else: frees everybody but it,
// and, where the row's content is good, records the row under its code and
// frees it too. Fails with INVALID_ARGUMENT (INVALID_FIELD) for a code that
// was changed or, when the source itself asks, of a subject that is surely
// elsewhere; and with FAILED_PRECONDITION (WRONG_STATE) where the row was
// recorded under another code, or the source withdrew the record.
absl::StatusOr<v1::ResolveQuarantinedRowResponse> AttributeOpenRow(
    const v1::OpenRow& open, const CreditCode& code,
    const crypto::Sealer& sealer, const workdays::Calendar& calendar,
    RowChanges& changes);

}  // namespace creditproof::ingestion
