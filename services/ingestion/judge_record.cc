#include "services/ingestion/judge_record.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status_macros.h"
#include "libs/record/canonical.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge_open_row.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/sealing.h"

namespace creditproof::ingestion {
namespace {

using intake::Update;
using record::v1::Record;
using record::v1::RecordState;

void AddNote(v1::RowRule rule, const char* message, v1::RowVerdict& verdict) {
  v1::RowNote& note = *verdict.add_notes();
  note.set_rule(rule);
  note.set_message(message);
}

absl::StatusOr<Record> FinishedRecord(const intake::Row& row,
                                      const Origin& origin,
                                      const crypto::Sealer& sealer) {
  Record record = *row.record;
  record.set_source_id(origin.source.source_id());
  record.set_record_id(record::RecordId(record));
  RETURN_IF_ERROR(SealInto(row.personal_numbers, row.credit_code, sealer,
                           *record.mutable_columns()));
  return record;
}

RecordState::Kind StateAfter(Update update) {
  return update == Update::kWithdraw ? RecordState::KIND_WITHDRAWN
                                     : RecordState::KIND_REPAIRED;
}

absl::Status AppendState(const intake::Row& row, const std::string& record_id,
                         RowChanges& changes) {
  changelog::v1::Change change;
  if (row.update == Update::kWithdraw) {
    changelog::v1::RecordWithdrawn& withdrawn =
        *change.mutable_record_withdrawn();
    withdrawn.set_record_id(record_id);
    withdrawn.set_date(row.update_date);
    withdrawn.set_reason(row.update_reason);
  } else {
    change.mutable_record_repaired()->set_record_id(record_id);
    change.mutable_record_repaired()->set_date(row.update_date);
  }
  return changes.Append(row.credit_code, std::move(change));
}

absl::StatusOr<v1::RowOutcome> Put(
    const Record& record, const std::optional<v1::IndexedRecord>& before,
    RowChanges& changes) {
  if (before.has_value() && before->sha256() == record::Digest(record)) {
    return v1::ROW_OUTCOME_UNCHANGED;
  }
  changelog::v1::Change change;
  *change.mutable_record_put() = record;
  RETURN_IF_ERROR(changes.Append(record.credit_code(), std::move(change)));
  return before.has_value() ? v1::ROW_OUTCOME_REVISED
                            : v1::ROW_OUTCOME_ACCEPTED;
}

// A row that withdraws or repairs need not repeat the content, so what is known
// stays; a record never heard of is put first, so that nothing is lost.
absl::StatusOr<v1::RowOutcome> PutAndEnd(
    const intake::Row& row, const Record& record,
    const std::optional<v1::IndexedRecord>& before, RowChanges& changes) {
  if (!before.has_value()) {
    RETURN_IF_ERROR(Put(record, before, changes).status());
    RETURN_IF_ERROR(AppendState(row, record.record_id(), changes));
    return v1::ROW_OUTCOME_ACCEPTED;
  }
  if (before->state() == StateAfter(row.update)) {
    return v1::ROW_OUTCOME_UNCHANGED;
  }
  RETURN_IF_ERROR(AppendState(row, record.record_id(), changes));
  return v1::ROW_OUTCOME_REVISED;
}

// The name is the subject's: this row, and earlier versions of it under other
// names or with other faults, are settled.
absl::Status SettleRow(const v1::OpenRow& open, RowChanges& changes) {
  RETURN_IF_ERROR(Settle(open.hold_id(), changes));
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> earlier,
                   OpenRowsOfRecord(changes.view(), open.record_id()));
  for (const v1::OpenRow& row : earlier) {
    RETURN_IF_ERROR(Settle(row.hold_id(), changes));
  }
  return absl::OkStatus();
}

// The name is not, or not yet, the subject's: it is recorded, but others may be
// meant. Earlier versions that were not recorded are settled by this one; those
// recorded under other names are not. Says how many are on hold.
absl::StatusOr<int> KeepOpen(v1::OpenRow open, const Record& record,
                             RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> earlier,
                   OpenRowsOfRecord(changes.view(), open.record_id()));
  for (const v1::OpenRow& row : earlier) {
    if (row.recorded() || row.hold_id() == open.hold_id()) continue;
    RETURN_IF_ERROR(Settle(row.hold_id(), changes));
  }
  open.set_recorded(true);
  ASSIGN_OR_RETURN(const std::set<std::string> concerned,
                   Concerned(changes.view(), open));
  RETURN_IF_ERROR(LiftHoldsExcept(open.hold_id(), concerned, changes));
  RETURN_IF_ERROR(PlaceHolds(open, concerned, changes));
  *open.mutable_record() = record;
  RETURN_IF_ERROR(PutOpenRow(std::move(open), changes.view()));
  return static_cast<int>(concerned.size());
}

}  // namespace

absl::StatusOr<v1::RowVerdict> AcceptRecord(const intake::Row& row,
                                            const Origin& origin,
                                            const crypto::Sealer& sealer,
                                            RowChanges& changes) {
  ASSIGN_OR_RETURN(const Record record, FinishedRecord(row, origin, sealer));
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> before,
                   FindRecord(changes.view(), record.record_id()));
  v1::RowVerdict verdict;
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome,
                   row.update == Update::kPut
                       ? Put(record, before, changes)
                       : PutAndEnd(row, record, before, changes));
  verdict.set_outcome(outcome);
  if (row.update != Update::kPut && !before.has_value()) {
    AddNote(v1::ROW_RULE_NO_SUCH_RECORD,
            "此前未收到过该条信息：已按本行内容入库并作撤销或者修复处理，请核对"
            "文号、机关和代码是否与原报送一致",
            verdict);
  }

  v1::OpenRow open = DescribeOpenRow(row, origin);
  open.set_record_id(record.record_id());
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(changes.view(), open));
  if (agrees) {
    RETURN_IF_ERROR(SettleRow(open, changes));
    return verdict;
  }
  ASSIGN_OR_RETURN(const int held, KeepOpen(std::move(open), record, changes));
  verdict.set_held_subjects(held);
  ASSIGN_OR_RETURN(const auto subject,
                   FindSubject(changes.view(), row.credit_code));
  if (subject.has_value()) {
    AddNote(
        v1::ROW_RULE_NAME_MISMATCH,
        "名称不是该统一社会信用代码登记的现名或者曾用名：已按代码入库；使用该"
        "名称的其他主体在核实前不能出具报告，请核对后更正重报",
        verdict);
  }
  return verdict;
}

}  // namespace creditproof::ingestion
