#include "services/ingestion/judge_record.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/attribute_record.h"
#include "services/ingestion/former_codes.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge_open_row.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/sealing.h"
#include "services/ingestion/update_record.h"

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

// Makes the row's record what the log will hold of it.
absl::Status Finish(const Origin& origin, const std::string& record_id,
                    const crypto::Sealer& sealer, intake::Row& row) {
  Record& record = *row.record;
  record.set_source_id(origin.source.source_id());
  record.set_record_id(record_id);
  return SealInto(row.personal_numbers, row.credit_code, sealer,
                  *record.mutable_columns());
}

// Nothing of the row is recorded until its source says which holds.
absl::StatusOr<v1::RowVerdict> HoldInDoubt(
    const intake::Row& row, const Origin& origin, const crypto::Sealer& sealer,
    v1::RowRule rule, const char* message, RowChanges& changes) {
  ASSIGN_OR_RETURN(v1::RowVerdict verdict,
                   HoldRow(row, origin, sealer, changes));
  AddNote(rule, message, verdict);
  return verdict;
}

constexpr char kWithdrawnBefore[] =
    "该条信息此前已由本单位撤销，现又报送：请核实，确需恢复的更新类型填“恢复”"
    "重报，仍属撤销的以“撤销”重报；核实前该主体不能出具报告";
constexpr char kAttributedOtherwise[] =
    "该行此前已确认所指的是其他主体，现又以原代码报送：本行未入库，已确认的主体"
    "在核实前不能出具报告。请以该主体的代码重报，或者再次确认所指主体，误报的以"
    "“撤销”重报";

// Why others are on hold, when the registry knows the subject.
absl::Status ExplainOpen(const v1::OpenRow& open, const View& view,
                         v1::RowVerdict& verdict) {
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, open.credit_code()));
  if (!subject.has_value()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(view, open));
  if (agrees) {
    AddNote(v1::ROW_RULE_FORMER_CODE,
            "该统一社会信用代码已变更：已按代码入库；变更后的主体在核实前不能"
            "出具报告，请以变更后的代码重报",
            verdict);
  } else {
    AddNote(
        v1::ROW_RULE_NAME_MISMATCH,
        "名称不是该统一社会信用代码登记的现名或者曾用名：已按代码入库；使用该"
        "名称的其他主体在核实前不能出具报告，请核对后更正重报",
        verdict);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RowVerdict> AcceptRecord(intake::Row& row,
                                            const Origin& origin,
                                            const crypto::Sealer& sealer,
                                            RowChanges& changes) {
  v1::OpenRow open = DescribeOpenRow(row, origin);
  if (open.record_id().empty()) {
    open.set_record_id(TakenRecordId(row, origin));
  }
  ASSIGN_OR_RETURN(const auto otherwise,
                   FindAttributedOtherwise(open, changes.view()));
  if (otherwise.has_value() && row.update != Update::kWithdraw) {
    return HoldInDoubt(row, origin, sealer, v1::ROW_RULE_ATTRIBUTED_OTHERWISE,
                       kAttributedOtherwise, changes);
  }
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> before,
                   FindRecord(changes.view(), open.record_id()));
  if (row.update == Update::kPut && before.has_value() &&
      before->state() == RecordState::KIND_WITHDRAWN) {
    return HoldInDoubt(row, origin, sealer, v1::ROW_RULE_WITHDRAWN_RECORD,
                       kWithdrawnBefore, changes);
  }
  RETURN_IF_ERROR(Finish(origin, open.record_id(), sealer, row));
  // Lent to the change: a copy would cost more than most of the judgment.
  changelog::v1::Change put;
  put.mutable_record_put()->Swap(&*row.record);
  const absl::Cleanup give_back = [&] {
    row.record->Swap(put.mutable_record_put());
  };
  v1::RowVerdict verdict;
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome,
                   UpdateRecord(row, put, before, changes));
  verdict.set_outcome(outcome);
  if (row.update != Update::kPut && !before.has_value()) {
    AddNote(v1::ROW_RULE_NO_SUCH_RECORD,
            "此前未收到过该条信息：已按本行内容入库并作撤销、修复或者恢复处理，"
            "请核对文号、机关和代码是否与原报送一致",
            verdict);
  }
  ASSIGN_OR_RETURN(const std::optional<int> held,
                   AttributeRecord(row, open, !before.has_value(),
                                   put.record_put(), changes));
  RETURN_IF_ERROR(SettleFormerCodes(row.credit_code, changes));
  if (!held.has_value()) return verdict;
  verdict.set_held_subjects(*held);
  RETURN_IF_ERROR(ExplainOpen(open, changes.view(), verdict));
  return verdict;
}

}  // namespace creditproof::ingestion
