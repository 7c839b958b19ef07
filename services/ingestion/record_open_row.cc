#include "services/ingestion/record_open_row.h"

#include <google/protobuf/util/time_util.h>

#include <optional>
#include <utility>

#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/former_codes.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge_registration.h"
#include "services/ingestion/sealing.h"
#include "services/ingestion/timeliness.h"
#include "services/ingestion/update_record.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using intake::Update;
using record::v1::RecordState;

Update UpdateOf(const v1::OpenRow& open) {
  switch (open.asked_state()) {
    case RecordState::KIND_WITHDRAWN:
      return Update::kWithdraw;
    case RecordState::KIND_REPAIRED:
      return Update::kRepair;
    case RecordState::KIND_EFFECTIVE:
      return Update::kReinstate;
    default:
      return Update::kPut;
  }
}

// The row as if it had come with `code`, its record apart.
intake::Row RowWithCode(const v1::OpenRow& open, const std::string& code) {
  intake::Row row;
  row.number = open.row();
  row.naming = intake::Naming::kCode;
  row.credit_code = code;
  row.name = open.name();
  row.region_code = open.region_code();
  row.operator_name = open.operator_name();
  row.update = UpdateOf(open);
  row.update_date = open.update_date();
  row.update_reason = open.update_reason();
  return row;
}

absl::StatusOr<Origin> OriginOf(const v1::OpenRow& open, const View& view) {
  ASSIGN_OR_RETURN(auto source, FindSourceState(view, open.source_id()));
  if (!source.has_value()) return absl::InternalError("a row without source");
  Origin origin;
  origin.source = *std::move(source);
  origin.delivery_id = open.delivery_id();
  origin.file_kind = open.file_kind();
  return origin;
}

// Whether the row says what the record is, and its source said it anew since.
bool IsOutdated(const v1::OpenRow& open, Update update,
                const v1::IndexedRecord& record) {
  return (update == Update::kPut || update == Update::kReinstate) &&
         record.stood_micros() >
             TimeUtil::TimestampToMicroseconds(open.open_time());
}

absl::StatusOr<v1::RowOutcome> PutRecord(const intake::Row& row,
                                         const v1::OpenRow& open,
                                         RowChanges& changes) {
  const record::v1::Record& record = *row.record;
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> before,
                   FindRecord(changes.view(), record.record_id()));
  if (row.update == Update::kPut && before.has_value() &&
      before->state() == RecordState::KIND_WITHDRAWN) {
    return WrongState(
        "WITHDRAWN",
        "该条信息此前已由报送单位撤销：确需恢复的，更新类型填“恢复”"
        "重报");
  }
  if (before.has_value() && IsOutdated(open, row.update, *before)) {
    return v1::ROW_OUTCOME_UNCHANGED;
  }
  changelog::v1::Change put;
  *put.mutable_record_put() = record;
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome,
                   UpdateRecord(row, put, before, changes));
  RETURN_IF_ERROR(SettleFormerCodes(row.credit_code, changes));
  return outcome;
}

absl::StatusOr<v1::RowOutcome> Put(intake::Row& row, const v1::OpenRow& open,
                                   const Origin& origin,
                                   const crypto::Sealer& sealer,
                                   RowChanges& changes) {
  if (open.has_registration()) {
    row.registration = open.registration();
    row.registration->set_credit_code(row.credit_code);
    ASSIGN_OR_RETURN(const v1::RowVerdict verdict,
                     AcceptRegistration(row, origin, sealer, changes));
    return verdict.outcome();
  }
  row.record = open.record();
  row.record->set_credit_code(row.credit_code);
  row.record->set_record_id(RecordIdUnder(open, row.credit_code));
  return PutRecord(row, open, changes);
}

}  // namespace

absl::StatusOr<v1::RowOutcome> RecordOpenRow(v1::OpenRow open,
                                             const std::string& code,
                                             const crypto::Sealer& sealer,
                                             const workdays::Calendar& calendar,
                                             RowChanges& changes) {
  RETURN_IF_ERROR(ResealFor(code, sealer, open));
  ASSIGN_OR_RETURN(const Origin origin, OriginOf(open, changes.view()));
  intake::Row row = RowWithCode(open, code);
  ASSIGN_OR_RETURN(const v1::RowOutcome outcome,
                   Put(row, open, origin, sealer, changes));
  v1::RowVerdict verdict;
  verdict.set_outcome(outcome);
  TimelinessCount count(origin, calendar, base::ChinaDay(changes.now()));
  count.Add(row, verdict);
  RETURN_IF_ERROR(count.AddTo(changes.view()));
  return outcome;
}

absl::Status ResealFor(const std::string& code, const crypto::Sealer& sealer,
                       v1::OpenRow& open) {
  const std::string owner =
      open.credit_code().empty() ? open.hold_id() : open.credit_code();
  if (open.has_registration()) {
    return Reseal(owner, code, sealer,
                  *open.mutable_registration()->mutable_columns());
  }
  if (!open.has_record()) return absl::OkStatus();
  return Reseal(owner, code, sealer, *open.mutable_record()->mutable_columns());
}

}  // namespace creditproof::ingestion
