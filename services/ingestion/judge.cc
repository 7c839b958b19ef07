#include "services/ingestion/judge.h"

#include "libs/base/status_macros.h"
#include "services/ingestion/judge_open_row.h"
#include "services/ingestion/judge_record.h"
#include "services/ingestion/judge_registration.h"
#include "services/ingestion/responsibility.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {
namespace {

v1::RowVerdict Outcome(v1::RowOutcome outcome) {
  v1::RowVerdict verdict;
  verdict.set_outcome(outcome);
  return verdict;
}

absl::StatusOr<v1::RowVerdict> Judge(const intake::Row& row,
                                     const Origin& origin,
                                     const crypto::Sealer& sealer, Act& act) {
  if (row.excluded) return Outcome(v1::ROW_OUTCOME_EXCLUDED);
  ASSIGN_OR_RETURN(const v1::RowRule refusal,
                   RefusalOf(row, origin, act.view()));
  if (refusal != v1::ROW_RULE_UNSPECIFIED) return Refused(refusal);
  RowChanges changes(origin, row.number, act);
  if (row.update == intake::Update::kWithdraw && !row.rejected) {
    ASSIGN_OR_RETURN(const bool withdrawn,
                     WithdrawOpenRow(row, origin, changes));
    if (withdrawn) return Outcome(v1::ROW_OUTCOME_REVISED);
  }
  if (row.rejected || row.naming != intake::Naming::kCode) {
    return HoldRow(row, origin, sealer, changes);
  }
  if (row.registration.has_value()) {
    return AcceptRegistration(row, origin, sealer, changes);
  }
  return AcceptRecord(row, origin, sealer, changes);
}

}  // namespace

absl::StatusOr<v1::RowVerdict> JudgeRow(const intake::Row& row,
                                        const Origin& origin,
                                        const crypto::Sealer& sealer,
                                        Act& act) {
  absl::StatusOr<v1::RowVerdict> verdict = Judge(row, origin, sealer, act);
  if (!verdict.ok()) return verdict;
  verdict->set_row(row.number);
  // Intake's remarks come before those of the judgment.
  google::protobuf::RepeatedPtrField<v1::RowNote> notes(row.notes.begin(),
                                                        row.notes.end());
  notes.MergeFrom(verdict->notes());
  verdict->mutable_notes()->Swap(&notes);
  return verdict;
}

}  // namespace creditproof::ingestion
