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

absl::StatusOr<v1::RowVerdict> HoldForRegion(intake::Row row,
                                             const Origin& origin,
                                             const crypto::Sealer& sealer,
                                             RowChanges& changes) {
  row.rejected = true;
  const v1::RowNote note = WrongRegion();
  row.notes.push_back(note);
  ASSIGN_OR_RETURN(v1::RowVerdict verdict,
                   HoldRow(row, origin, sealer, changes));
  *verdict.add_notes() = note;
  return verdict;
}

absl::StatusOr<v1::RowVerdict> Judge(intake::Row& row, const Origin& origin,
                                     const crypto::Sealer& sealer, Act& act) {
  if (row.excluded) return Outcome(v1::ROW_OUTCOME_EXCLUDED);
  ASSIGN_OR_RETURN(const Refusal refusal, RefusalOf(row, origin, act.view()));
  RowChanges changes(origin, row.number, act);
  if (refusal.holds) return HoldForRegion(row, origin, sealer, changes);
  if (refusal.rule != v1::ROW_RULE_UNSPECIFIED) return Refused(refusal.rule);
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

absl::StatusOr<v1::RowVerdict> JudgeRow(intake::Row& row, const Origin& origin,
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
