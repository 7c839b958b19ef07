#include "services/ingestion/update_record.h"

#include <string>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/record/canonical.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using intake::Update;
using record::v1::RecordState;

RecordState::Kind StateAfter(Update update) {
  switch (update) {
    case Update::kWithdraw:
      return RecordState::KIND_WITHDRAWN;
    case Update::kRepair:
      return RecordState::KIND_REPAIRED;
    case Update::kPut:
    case Update::kReinstate:
      break;
  }
  return RecordState::KIND_EFFECTIVE;
}

absl::Status AppendState(const intake::Row& row, const std::string& record_id,
                         RowChanges& changes) {
  Change change;
  if (row.update == Update::kWithdraw) {
    changelog::v1::RecordWithdrawn& withdrawn =
        *change.mutable_record_withdrawn();
    withdrawn.set_record_id(record_id);
    withdrawn.set_date(row.update_date);
    withdrawn.set_reason(row.update_reason);
  } else if (row.update == Update::kRepair) {
    change.mutable_record_repaired()->set_record_id(record_id);
    change.mutable_record_repaired()->set_date(row.update_date);
  } else {
    change.mutable_record_reinstated()->set_record_id(record_id);
    change.mutable_record_reinstated()->set_reason(row.update_reason);
  }
  return changes.Append(row.credit_code, change);
}

absl::StatusOr<v1::RowOutcome> Put(
    Change& put, const std::optional<v1::IndexedRecord>& before,
    RowChanges& changes) {
  if (before.has_value() && before->state() != RecordState::KIND_LAPSED &&
      before->sha256() == record::Digest(put.record_put())) {
    return v1::ROW_OUTCOME_UNCHANGED;
  }
  RETURN_IF_ERROR(changes.Append(put.record_put().credit_code(), put));
  return before.has_value() ? v1::ROW_OUTCOME_REVISED
                            : v1::ROW_OUTCOME_ACCEPTED;
}

// A row that withdraws or repairs need not repeat the content, so what is known
// stays; a record never heard of is put first, so that nothing is lost.
absl::StatusOr<v1::RowOutcome> PutAndEnd(
    const intake::Row& row, Change& put,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes) {
  if (!before.has_value()) {
    RETURN_IF_ERROR(Put(put, before, changes).status());
    RETURN_IF_ERROR(AppendState(row, put.record_put().record_id(), changes));
    return v1::ROW_OUTCOME_ACCEPTED;
  }
  if (before->state() == StateAfter(row.update)) {
    return v1::ROW_OUTCOME_UNCHANGED;
  }
  RETURN_IF_ERROR(AppendState(row, put.record_put().record_id(), changes));
  return v1::ROW_OUTCOME_REVISED;
}

// A reinstatement says what the record now is, and that it stands.
absl::StatusOr<v1::RowOutcome> PutAndReinstate(
    const intake::Row& row, Change& put,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes) {
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome, Put(put, before, changes));
  if (!before.has_value() || before->state() == RecordState::KIND_EFFECTIVE) {
    return outcome;
  }
  RETURN_IF_ERROR(AppendState(row, put.record_put().record_id(), changes));
  return v1::ROW_OUTCOME_REVISED;
}

}  // namespace

absl::StatusOr<v1::RowOutcome> UpdateRecord(
    const intake::Row& row, Change& put,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes) {
  switch (row.update) {
    case Update::kPut:
      return Put(put, before, changes);
    case Update::kWithdraw:
    case Update::kRepair:
      return PutAndEnd(row, put, before, changes);
    case Update::kReinstate:
      return PutAndReinstate(row, put, before, changes);
  }
  return absl::InternalError("an update of no known kind");
}

}  // namespace creditproof::ingestion
