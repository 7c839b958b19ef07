#include "services/ingestion/judge_open_row.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/status_macros.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/identity_number.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/sealing.h"

namespace creditproof::ingestion {
namespace {

using intake::Naming;

void AddNearCodes(const std::string& broken_code, v1::OpenRow& open) {
  for (const CreditCode& code : CodesOneSlipAway(broken_code)) {
    open.add_near_codes(code.text());
  }
}

absl::Status AddContent(const intake::Row& row, const Origin& origin,
                        const crypto::Sealer& sealer, v1::OpenRow& open) {
  const std::string& owner =
      open.credit_code().empty() ? open.hold_id() : open.credit_code();
  if (row.registration.has_value()) {
    *open.mutable_registration() = *row.registration;
    return SealInto(row.personal_numbers, owner, sealer,
                    *open.mutable_registration()->mutable_columns());
  }
  if (row.record.has_value()) *open.mutable_record() = *row.record;
  open.mutable_record()->set_source_id(origin.source.source_id());
  return SealInto(row.personal_numbers, owner, sealer,
                  *open.mutable_record()->mutable_columns());
}

// A withdrawal need not repeat every cell. The one open row without a valid
// code that has the match id of `row`; empty when there is none or several.
absl::StatusOr<std::string> OnlyOpenRowLike(const intake::Row& row,
                                            const Origin& origin,
                                            const View& view) {
  const std::string match_id = MatchIdOf(row, origin);
  if (match_id.empty()) return std::string();
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> alike,
                   OpenRowsOfMatch(view, match_id));
  std::string hold_id;
  for (const v1::OpenRow& open : alike) {
    if (!open.credit_code().empty() && !open.attributed()) continue;
    if (!hold_id.empty()) return std::string();
    hold_id = open.hold_id();
  }
  return hold_id;
}

record::v1::RecordState::Kind AskedState(intake::Update update) {
  switch (update) {
    case intake::Update::kPut:
      return record::v1::RecordState::KIND_UNSPECIFIED;
    case intake::Update::kWithdraw:
      return record::v1::RecordState::KIND_WITHDRAWN;
    case intake::Update::kRepair:
      return record::v1::RecordState::KIND_REPAIRED;
    case intake::Update::kReinstate:
      return record::v1::RecordState::KIND_EFFECTIVE;
  }
  return record::v1::RecordState::KIND_UNSPECIFIED;
}

void TakeAttribution(const v1::OpenRow& before, v1::OpenRow& open) {
  open.set_hold_id(before.hold_id());
  open.set_credit_code(before.credit_code());
  open.set_record_id(before.record_id());
  open.set_attributed(true);
}

// A row that was attributed stays so when it comes again.
absl::Status KeepAttribution(const View& view, v1::OpenRow& open) {
  ASSIGN_OR_RETURN(const auto before, FindOpenRow(view, open.hold_id()));
  if (before.has_value() && before->attributed()) {
    TakeAttribution(*before, open);
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const auto otherwise, FindAttributedOtherwise(open, view));
  if (otherwise.has_value()) TakeAttribution(*otherwise, open);
  return absl::OkStatus();
}

bool NamesNobody(const intake::Row& row) {
  return row.naming == Naming::kNone && row.organisation_code.empty();
}

}  // namespace

v1::OpenRow DescribeOpenRow(const intake::Row& row, const Origin& origin) {
  v1::OpenRow open;
  RowIds ids = RowIdsOf(row, origin);
  open.set_hold_id(std::move(ids.hold_id));
  open.set_match_id(std::move(ids.match_id));
  open.set_source_id(origin.source.source_id());
  open.set_delivery_id(origin.delivery_id);
  open.set_row(row.number);
  open.set_latest_delivery_id(origin.delivery_id);
  open.set_latest_row(row.number);
  open.set_file_kind(origin.file_kind);
  open.set_record_kind(RecordKindOf(origin.file_kind));
  const bool has_code = row.naming == Naming::kCode;
  if (has_code) {
    open.set_credit_code(row.credit_code);
    open.set_record_id(std::move(ids.record_id));
  } else {
    AddNearCodes(row.credit_code, open);
  }
  open.set_recordable(!row.rejected);
  for (const intake::RowNote& note : row.notes) {
    v1::RowNote& kept = *open.add_notes() = note;
    kept.set_message(intake::MaskIdentityNumbers(note.message()));
  }
  open.set_asked_state(AskedState(row.update));
  open.set_update_date(row.update_date);
  open.set_update_reason(row.update_reason);
  // The registry gives a code its name: with a code, no other name is in doubt.
  if (has_code && origin.file_kind == v1::FILE_KIND_REGISTRATION) return open;
  open.set_organisation_code(row.organisation_code);
  open.set_name(row.name);
  open.set_region_code(row.region_code);
  open.set_operator_name(row.operator_name);
  return open;
}

absl::StatusOr<std::optional<v1::OpenRow>> FindAttributedOtherwise(
    const v1::OpenRow& open, const View& view) {
  std::optional<v1::OpenRow> found;
  if (open.match_id().empty() || open.credit_code().empty()) return found;
  ASSIGN_OR_RETURN(const std::vector<v1::OpenRow> alike,
                   OpenRowsOfMatch(view, open.match_id()));
  for (const v1::OpenRow& row : alike) {
    if (!row.attributed()) continue;
    const bool is_same = row.hold_id() == open.hold_id();
    if (row.credit_code() == open.credit_code()) {
      if (is_same) return std::optional<v1::OpenRow>();
    } else if (is_same || BearsNearly(row, open.credit_code())) {
      found = row;
    }
  }
  return found;
}

absl::StatusOr<bool> WithdrawOpenRow(const intake::Row& row,
                                     const Origin& origin,
                                     RowChanges& changes) {
  if (row.naming == Naming::kCode) return false;
  std::string hold_id = HoldIdOf(row, origin);
  ASSIGN_OR_RETURN(const auto open, FindOpenRow(changes.view(), hold_id));
  if (!open.has_value()) {
    ASSIGN_OR_RETURN(hold_id, OnlyOpenRowLike(row, origin, changes.view()));
    if (hold_id.empty()) return false;
  }
  RETURN_IF_ERROR(Settle(hold_id, changes));
  return true;
}

absl::StatusOr<v1::RowVerdict> HoldRow(const intake::Row& row,
                                       const Origin& origin,
                                       const crypto::Sealer& sealer,
                                       RowChanges& changes) {
  v1::RowVerdict verdict;
  verdict.set_outcome(row.rejected || NamesNobody(row)
                          ? v1::ROW_OUTCOME_REJECTED
                          : v1::ROW_OUTCOME_QUARANTINED);
  if (NamesNobody(row)) return verdict;

  v1::OpenRow open = DescribeOpenRow(row, origin);
  RETURN_IF_ERROR(KeepAttribution(changes.view(), open));
  RETURN_IF_ERROR(AddContent(row, origin, sealer, open));
  ASSIGN_OR_RETURN(const std::set<std::string> concerned,
                   Concerned(changes.view(), open));
  RETURN_IF_ERROR(PlaceHolds(open, concerned, changes));
  RETURN_IF_ERROR(PutOpenRow(open, changes.now(), changes.view()));

  ASSIGN_OR_RETURN(const std::vector<std::string> held,
                   HeldBy(changes.view(), open.hold_id()));
  verdict.set_held_subjects(static_cast<int>(held.size()));
  return verdict;
}

}  // namespace creditproof::ingestion
