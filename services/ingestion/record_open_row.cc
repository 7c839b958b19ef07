#include "services/ingestion/record_open_row.h"

#include <optional>
#include <utility>

#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/judge_registration.h"
#include "services/ingestion/sealing.h"
#include "services/ingestion/update_record.h"

namespace creditproof::ingestion {
namespace {

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

// The row, its content apart, as if it had come with `code`.
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

absl::Status PutRegistration(const v1::OpenRow& open, intake::Row row,
                             const crypto::Sealer& sealer,
                             RowChanges& changes) {
  ASSIGN_OR_RETURN(auto source,
                   FindSourceState(changes.view(), open.source_id()));
  if (!source.has_value()) return absl::InternalError("a row without source");
  Origin origin;
  origin.source = *std::move(source);
  origin.delivery_id = open.delivery_id();
  origin.file_kind = v1::FILE_KIND_REGISTRATION;
  row.registration = open.registration();
  row.registration->set_credit_code(row.credit_code);
  return AcceptRegistration(row, origin, sealer, changes).status();
}

absl::Status PutRecord(const v1::OpenRow& open, const intake::Row& row,
                       RowChanges& changes) {
  record::v1::Record record = open.record();
  record.set_credit_code(row.credit_code);
  record.set_record_id(RecordIdUnder(open, row.credit_code));
  ASSIGN_OR_RETURN(const std::optional<v1::IndexedRecord> before,
                   FindRecord(changes.view(), record.record_id()));
  if (row.update == Update::kPut && before.has_value() &&
      before->state() == RecordState::KIND_WITHDRAWN) {
    return base::Error(
        absl::StatusCode::kFailedPrecondition, base::Reason::REASON_WRONG_STATE,
        "该条信息此前已由报送单位撤销：确需恢复的，更新类型填“恢复”重报",
        {{"state", "WITHDRAWN"}});
  }
  return UpdateRecord(row, record, before, changes).status();
}

}  // namespace

absl::Status RecordOpenRow(v1::OpenRow open, const std::string& code,
                           const crypto::Sealer& sealer, RowChanges& changes) {
  RETURN_IF_ERROR(ResealFor(code, sealer, open));
  intake::Row row = RowWithCode(open, code);
  if (!open.has_registration()) return PutRecord(open, row, changes);
  return PutRegistration(open, std::move(row), sealer, changes);
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
