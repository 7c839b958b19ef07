#include "services/ingestion/judge_registration.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "libs/base/status_macros.h"
#include "libs/record/canonical.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/sealing.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

using record::v1::Registration;

// `open` names the subject by its code.
absl::Status AttributeIfNamed(const v1::OpenRow& open, RowChanges& changes) {
  ASSIGN_OR_RETURN(const bool agrees, NameAgrees(changes.view(), open));
  if (!agrees) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::set<std::string> concerned,
                   Concerned(changes.view(), open));
  if (concerned.empty()) return Settle(open.hold_id(), changes);
  return LiftHoldsExcept(open.hold_id(), concerned, changes);
}

absl::Status MatchOpenRow(const std::string& hold_id, const std::string& code,
                          RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> open,
                   FindOpenRow(changes.view(), hold_id));
  if (!open.has_value()) return absl::OkStatus();
  if (open->credit_code() == code) return AttributeIfNamed(*open, changes);
  ASSIGN_OR_RETURN(const bool concerns, Concerns(changes.view(), *open, code));
  if (!concerns) return absl::OkStatus();
  return PlaceHolds(*open, {code}, changes);
}

// Records under a code that the subject bore before are not under its own:
// until somebody has seen to them, it is on hold.
absl::Status HoldForFormerCodes(const Registration& registration,
                                const intake::Row& row, const Origin& origin,
                                RowChanges& changes) {
  for (const std::string& former : registration.former_credit_codes()) {
    ASSIGN_OR_RETURN(const bool has_records,
                     HasRecords(changes.view(), former));
    if (!has_records) continue;
    v1::OpenRow open;
    open.set_hold_id(
        DerivedId({"former code", former, registration.credit_code()}));
    open.set_source_id(origin.source.source_id());
    open.set_delivery_id(origin.delivery_id);
    open.set_row(row.number);
    open.set_credit_code(former);
    open.set_recorded(true);
    RETURN_IF_ERROR(PlaceHolds(open, {registration.credit_code()}, changes));
    RETURN_IF_ERROR(PutOpenRow(open, changes.now(), changes.view()));
  }
  return absl::OkStatus();
}

absl::Status AppendRegistration(const Registration& registration,
                                RowChanges& changes) {
  changelog::v1::Change change;
  *change.mutable_registration() = registration;
  return changes.Append(registration.credit_code(), std::move(change));
}

absl::Status Register(const Registration& registration, RowChanges& changes) {
  RETURN_IF_ERROR(AppendRegistration(registration, changes));
  ASSIGN_OR_RETURN(const std::set<std::string> hold_ids,
                   OpenRowsThatMayConcern(changes.view(), registration));
  for (const std::string& hold_id : hold_ids) {
    RETURN_IF_ERROR(MatchOpenRow(hold_id, registration.credit_code(), changes));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RowVerdict> AcceptRegistration(const intake::Row& row,
                                                  const Origin& origin,
                                                  const crypto::Sealer& sealer,
                                                  RowChanges& changes) {
  Registration registration = *row.registration;
  RETURN_IF_ERROR(SealInto(row.personal_numbers, row.credit_code, sealer,
                           *registration.mutable_columns()));
  RETURN_IF_ERROR(Settle(HoldIdOf(row, origin), changes));
  RETURN_IF_ERROR(Settle(HoldIdWithoutCode(row, origin), changes));

  ASSIGN_OR_RETURN(const std::optional<v1::IndexedSubject> before,
                   FindSubject(changes.view(), row.credit_code));
  v1::RowVerdict verdict;
  verdict.set_outcome(v1::ROW_OUTCOME_UNCHANGED);
  if (before.has_value() && before->sha256() == record::Digest(registration)) {
    // Another source may have said it: from now on it stands in both tables.
    if (!IsRegisteredBy(*before, origin.source.source_id())) {
      RETURN_IF_ERROR(AppendRegistration(registration, changes));
    }
    return verdict;
  }
  RETURN_IF_ERROR(Register(registration, changes));
  RETURN_IF_ERROR(HoldForFormerCodes(registration, row, origin, changes));
  verdict.set_outcome(before.has_value() ? v1::ROW_OUTCOME_REVISED
                                         : v1::ROW_OUTCOME_ACCEPTED);
  return verdict;
}

}  // namespace creditproof::ingestion
