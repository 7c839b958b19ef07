#include "services/ingestion/objection_act.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/former_codes.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/objections.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/row_changes.h"

namespace creditproof::ingestion {
namespace {

using record::v1::RecordState;
using v1::Objection;

// What is filed by call comes from the platform; actor and ground say whose it
// is.
constexpr absl::string_view kPlatform = "ingestion";

constexpr absl::string_view kWithdrawn = "报送单位已因异议成立撤销该信息";

std::string RecordName(absl::string_view code, absl::string_view record_id) {
  return absl::StrCat("subjects/", code, "/records/", record_id);
}

absl::Status NotFound(const SourceItem& objection) {
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_OBJECTION_NOT_FOUND,
                     absl::StrCat("no objection has the id ", objection.id),
                     {{"objection", objection.id}});
}

absl::StatusOr<Objection> Stored(absl::string_view id, const View& view) {
  ASSIGN_OR_RETURN(std::optional<Objection> objection, FindObjection(view, id));
  if (objection.has_value()) return *std::move(objection);
  return absl::InternalError("an objection was not kept");
}

absl::StatusOr<Objection> SameFiling(const Objection& known,
                                     const Filing& filing) {
  if (known.record() == RecordName(filing.subject.text(), filing.record_id) &&
      known.statement() == filing.statement) {
    return known;
  }
  return RequestIdReused(filing.request_id);
}

absl::Status CheckRecord(const Filing& filing, const View& view) {
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> record,
                   FindRecord(view, filing.record_id));
  if (!record.has_value() || record->credit_code() != filing.subject.text()) {
    const std::string name =
        RecordName(filing.subject.text(), filing.record_id);
    return base::Error(absl::StatusCode::kNotFound,
                       base::Reason::REASON_RECORD_NOT_FOUND,
                       "the subject has no such record", {{"name", name}});
  }
  if (record->state() == RecordState::KIND_WITHDRAWN) {
    return WrongState("WITHDRAWN", "该条信息已由报送单位撤销，无须提出异议");
  }
  ASSIGN_OR_RETURN(const bool objected, IsObjected(view, filing.record_id));
  if (!objected) return absl::OkStatus();
  return WrongState("OPEN", "该条信息已有异议尚未答复，请等待报送单位答复");
}

// Whom the record, which is withdrawn, held because it might be theirs.
absl::Status FreeOthers(const std::string& record_id, const std::string& code,
                        RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> rows,
                   OpenRowsOfRecord(changes.view(), record_id));
  for (const v1::OpenRow& open : rows) {
    if (!open.recorded()) continue;
    RETURN_IF_ERROR(Settle(open.hold_id(), changes, kWithdrawn));
  }
  return SettleFormerCodes(code, changes);
}

absl::Status Withdraw(const std::string& record_id, const std::string& code,
                      const std::string& answer, RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> record,
                   FindRecord(changes.view(), record_id));
  if (record.has_value() && record->state() == RecordState::KIND_WITHDRAWN) {
    return absl::OkStatus();
  }
  changelog::v1::Change change;
  changelog::v1::RecordWithdrawn& withdrawn =
      *change.mutable_record_withdrawn();
  withdrawn.set_record_id(record_id);
  withdrawn.set_date(base::FormatDate(base::ChinaDay(changes.now())));
  withdrawn.set_reason(absl::StrCat("异议成立：", answer));
  RETURN_IF_ERROR(changes.Append(code, change));
  return FreeOthers(record_id, code, changes);
}

bool IsSameAnswer(const Objection& closed, const ObjectionAnswer& answer) {
  return closed.answer() == answer.text &&
         (closed.state() == Objection::STATE_UPHELD) == answer.upheld &&
         closed.record_withdrawn() == answer.withdraw_record;
}

}  // namespace

absl::StatusOr<Objection> FileObjection(const Filing& filing,
                                        const Acting& acting, Act& act) {
  const std::string id =
      DerivedId({"objection", acting.client, filing.request_id});
  ASSIGN_OR_RETURN(const std::optional<Objection> known,
                   FindObjection(act.view(), id));
  if (known.has_value()) return SameFiling(*known, filing);
  RETURN_IF_ERROR(CheckRecord(filing, act.view()));

  changelog::v1::Change change;
  changelog::v1::RecordObjected& objected = *change.mutable_record_objected();
  objected.set_record_id(filing.record_id);
  objected.set_open(true);
  objected.set_objection_id(id);
  objected.set_statement(filing.statement);
  RowChanges changes(kPlatform, acting, absl::StrCat(id, "/filed"), act);
  objected.set_date(base::FormatDate(base::ChinaDay(changes.now())));
  RETURN_IF_ERROR(changes.Append(filing.subject.text(), change));
  return Stored(id, act.view());
}

absl::StatusOr<Objection> AnswerObjection(const ObjectionAnswer& answer,
                                          const Acting& acting, Act& act) {
  const SourceItem& item = answer.objection;
  ASSIGN_OR_RETURN(const std::optional<Objection> objection,
                   FindObjection(act.view(), item.id));
  if (!objection.has_value() ||
      objection->name() !=
          SourceItemName(item.source_id, kObjectionsOf, item.id)) {
    return NotFound(item);
  }
  if (objection->state() != Objection::STATE_OPEN) {
    if (IsSameAnswer(*objection, answer)) return *objection;
    return WrongState(
        Objection::State_Name(objection->state()),
        "该异议已答复，不能再改；确需撤销该信息的，请以“撤销”重报");
  }
  ASSIGN_OR_RETURN(const SubjectRecord record,
                   ParseRecordName("record", objection->record()));
  changelog::v1::Change change;
  changelog::v1::RecordObjected& objected = *change.mutable_record_objected();
  objected.set_record_id(record.record_id);
  objected.set_objection_id(item.id);
  objected.set_answer(answer.text);
  objected.set_upheld(answer.upheld);
  objected.set_record_withdrawn(answer.withdraw_record);
  RowChanges changes(item.source_id, acting, absl::StrCat(item.id, "/answered"),
                     act);
  const std::string code(record.subject.text());
  if (answer.withdraw_record) {
    RETURN_IF_ERROR(Withdraw(record.record_id, code, answer.text, changes));
  }
  RETURN_IF_ERROR(changes.Append(code, change));
  return Stored(item.id, act.view());
}

}  // namespace creditproof::ingestion
