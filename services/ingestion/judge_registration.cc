#include "services/ingestion/judge_registration.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "libs/base/status_macros.h"
#include "libs/record/canonical.h"
#include "services/ingestion/former_codes.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/holds.h"
#include "services/ingestion/index.h"
#include "services/ingestion/matching.h"
#include "services/ingestion/names.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/sealing.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {
namespace {

using record::v1::Registration;

constexpr absl::string_view kCodeWasNotChanged =
    "登记机关已更正该主体的曾用统一社会信用代码";

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

// What stands open under a code that is the subject's no more: it holds whom
// it still concerns.
absl::Status JudgeAgain(const std::string& code, RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::vector<std::string> hold_ids,
                   HoldsNaming(changes.view(), code));
  for (const std::string& hold_id : hold_ids) {
    ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> open,
                     FindOpenRow(changes.view(), hold_id));
    if (!open.has_value() || open->credit_code() != code) continue;
    ASSIGN_OR_RETURN(const std::set<std::string> concerned,
                     Concerned(changes.view(), *open));
    RETURN_IF_ERROR(
        LiftHoldsExcept(hold_id, concerned, changes, kCodeWasNotChanged));
    if (concerned.empty() && open->recorded()) {
      RETURN_IF_ERROR(Settle(hold_id, changes));
    }
  }
  return absl::OkStatus();
}

// `formers` were the subject's former codes until now.
absl::Status FreeFromTakenBack(const std::set<std::string>& formers,
                               const std::string& code, RowChanges& changes) {
  ASSIGN_OR_RETURN(const std::set<std::string> still,
                   FormerCodesOf(changes.view(), code));
  for (const std::string& former : formers) {
    if (still.count(former) > 0) continue;
    RETURN_IF_ERROR(JudgeAgain(former, changes));
  }
  return absl::OkStatus();
}

absl::Status AppendRegistration(const Registration& registration,
                                RowChanges& changes) {
  changelog::v1::Change change;
  *change.mutable_registration() = registration;
  return changes.Append(registration.credit_code(), change);
}

absl::Status Register(const Registration& registration, RowChanges& changes) {
  const std::string& code = registration.credit_code();
  ASSIGN_OR_RETURN(const std::set<std::string> formers,
                   FormerCodesOf(changes.view(), code));
  RETURN_IF_ERROR(AppendRegistration(registration, changes));
  RETURN_IF_ERROR(FreeFromTakenBack(formers, code, changes));
  ASSIGN_OR_RETURN(const std::set<std::string> hold_ids,
                   OpenRowsThatMayConcern(changes.view(), registration));
  // A code that this one was changed to answers for what this one does.
  ASSIGN_OR_RETURN(std::vector<std::string> bearers,
                   FormerlyKnownAs(changes.view(), code));
  bearers.push_back(code);
  for (const std::string& hold_id : hold_ids) {
    for (const std::string& bearer : bearers) {
      RETURN_IF_ERROR(MatchOpenRow(hold_id, bearer, changes));
    }
  }
  return absl::OkStatus();
}

// A file without the column says nothing of former codes: those that are known
// stay.
void KeepFormerCodes(const v1::IndexedSubject& before,
                     Registration& registration) {
  for (const std::string& former : before.former_credit_codes()) {
    if (!absl::c_linear_search(registration.former_credit_codes(), former)) {
      registration.add_former_credit_codes(former);
    }
  }
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
  if (before.has_value() && !row.tells_former_codes) {
    KeepFormerCodes(*before, registration);
  }
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
  RETURN_IF_ERROR(
      HoldForFormerCodes(registration, row.number, origin, changes));
  verdict.set_outcome(before.has_value() ? v1::ROW_OUTCOME_REVISED
                                         : v1::ROW_OUTCOME_ACCEPTED);
  return verdict;
}

}  // namespace creditproof::ingestion
