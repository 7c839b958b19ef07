#include "libs/record/dossier.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/strings/str_cat.h"

namespace creditproof::record {
namespace {

using changelog::v1::Change;
using v1::CurrentRecord;
using v1::RecordState;
using v1::SubjectDossier;

CurrentRecord* Find(absl::string_view record_id, SubjectDossier& dossier) {
  for (CurrentRecord& current : *dossier.mutable_records()) {
    if (current.record().record_id() == record_id) return &current;
  }
  return nullptr;
}

bool Before(const CurrentRecord& a, const CurrentRecord& b) {
  const auto key = [](const CurrentRecord& c) {
    return std::tie(c.record().decision_date(), c.record().record_id());
  };
  return key(a) < key(b);
}

// Moves the one record that may be out of order to its place.
void Settle(int index, SubjectDossier& dossier) {
  auto& records = *dossier.mutable_records();
  for (; index > 0 && Before(records[index], records[index - 1]); --index) {
    records.SwapElements(index, index - 1);
  }
  for (;
       index + 1 < records.size() && Before(records[index + 1], records[index]);
       ++index) {
    records.SwapElements(index, index + 1);
  }
}

// A revision changes what a record says, not what became of it; but what lapsed
// because it was not listed stands again once it is.
void Put(const v1::Record& record, std::uint64_t position,
         SubjectDossier& dossier) {
  CurrentRecord* current = Find(record.record_id(), dossier);
  if (current == nullptr) {
    current = dossier.add_records();
    current->mutable_state()->set_kind(RecordState::KIND_EFFECTIVE);
  }
  if (current->state().kind() == RecordState::KIND_LAPSED) {
    current->mutable_state()->set_kind(RecordState::KIND_EFFECTIVE);
    current->mutable_state()->clear_since_date();
  }
  *current->mutable_record() = record;
  current->set_position(position);

  const auto& records = dossier.records();
  const auto place =
      std::find_if(records.begin(), records.end(),
                   [&](const CurrentRecord& c) { return &c == current; });
  Settle(static_cast<int>(std::distance(records.begin(), place)), dossier);
}

void Withdraw(const changelog::v1::RecordWithdrawn& withdrawn,
              std::uint64_t position, SubjectDossier& dossier) {
  CurrentRecord* current = Find(withdrawn.record_id(), dossier);
  if (current == nullptr) return;
  current->mutable_state()->set_kind(RecordState::KIND_WITHDRAWN);
  current->mutable_state()->set_since_date(withdrawn.date());
  current->mutable_state()->set_reason(withdrawn.reason());
  current->set_position(position);
}

// A record that was withdrawn never should have been: repair adds nothing.
void Repair(const changelog::v1::RecordRepaired& repaired,
            std::uint64_t position, SubjectDossier& dossier) {
  CurrentRecord* current = Find(repaired.record_id(), dossier);
  if (current == nullptr ||
      current->state().kind() == RecordState::KIND_WITHDRAWN) {
    return;
  }
  current->mutable_state()->set_kind(RecordState::KIND_REPAIRED);
  current->mutable_state()->set_since_date(repaired.date());
  current->mutable_state()->clear_reason();
  current->set_position(position);
}

// Withdrawn and repaired say more.
void Lapse(const changelog::v1::RecordLapsed& lapsed, std::uint64_t position,
           SubjectDossier& dossier) {
  CurrentRecord* current = Find(lapsed.record_id(), dossier);
  if (current == nullptr ||
      current->state().kind() != RecordState::KIND_EFFECTIVE) {
    return;
  }
  current->mutable_state()->set_kind(RecordState::KIND_LAPSED);
  current->mutable_state()->set_since_date(lapsed.as_of_date());
  current->set_position(position);
}

void Reinstate(const changelog::v1::RecordReinstated& reinstated,
               std::uint64_t position, SubjectDossier& dossier) {
  CurrentRecord* current = Find(reinstated.record_id(), dossier);
  if (current == nullptr) return;
  RecordState state;
  state.set_kind(RecordState::KIND_EFFECTIVE);
  state.set_objected(current->state().objected());
  state.set_objected_date(current->state().objected_date());
  *current->mutable_state() = state;
  current->set_position(position);
}

void Object(const changelog::v1::RecordObjected& objected,
            std::uint64_t position, SubjectDossier& dossier) {
  CurrentRecord* current = Find(objected.record_id(), dossier);
  if (current == nullptr) return;
  current->mutable_state()->set_objected(objected.open());
  current->mutable_state()->set_objected_date(objected.date());
  current->set_position(position);
}

void PlaceHold(const Change& change, std::uint64_t position,
               SubjectDossier& dossier) {
  const changelog::v1::HoldPlaced& placed = change.hold_placed();
  for (const v1::OpenHold& hold : dossier.holds()) {
    if (hold.hold_id() == placed.hold_id()) return;
  }
  v1::OpenHold& hold = *dossier.add_holds();
  hold.set_hold_id(placed.hold_id());
  hold.set_source_id(placed.source_id());
  hold.set_reason(placed.reason());
  hold.set_position(position);
}

void LiftHold(absl::string_view hold_id, SubjectDossier& dossier) {
  auto& holds = *dossier.mutable_holds();
  holds.erase(std::remove_if(holds.begin(), holds.end(),
                             [&](const v1::OpenHold& hold) {
                               return hold.hold_id() == hold_id;
                             }),
              holds.end());
}

void AddMismatch(const changelog::v1::MismatchOpened& opened,
                 std::uint64_t position, SubjectDossier& dossier) {
  for (const v1::OpenMismatch& mismatch : dossier.mismatches()) {
    if (mismatch.mismatch_id() == opened.mismatch_id()) return;
  }
  v1::OpenMismatch& mismatch = *dossier.add_mismatches();
  mismatch.set_mismatch_id(opened.mismatch_id());
  mismatch.set_source_id(opened.source_id());
  mismatch.set_record_kind(opened.record_kind());
  mismatch.set_position(position);
}

void RemoveMismatch(absl::string_view mismatch_id, SubjectDossier& dossier) {
  auto& mismatches = *dossier.mutable_mismatches();
  mismatches.erase(std::remove_if(mismatches.begin(), mismatches.end(),
                                  [&](const v1::OpenMismatch& mismatch) {
                                    return mismatch.mismatch_id() ==
                                           mismatch_id;
                                  }),
                   mismatches.end());
}

void ApplyKind(const Change& change, std::uint64_t position,
               SubjectDossier& dossier) {
  switch (change.kind_case()) {
    case Change::kRegistration:
      *dossier.mutable_registration() = change.registration();
      return;
    case Change::kRecordPut:
      return Put(change.record_put(), position, dossier);
    case Change::kRecordWithdrawn:
      return Withdraw(change.record_withdrawn(), position, dossier);
    case Change::kRecordRepaired:
      return Repair(change.record_repaired(), position, dossier);
    case Change::kRecordReinstated:
      return Reinstate(change.record_reinstated(), position, dossier);
    case Change::kRecordObjected:
      return Object(change.record_objected(), position, dossier);
    case Change::kHoldPlaced:
      return PlaceHold(change, position, dossier);
    case Change::kHoldLifted:
      return LiftHold(change.hold_lifted().hold_id(), dossier);
    case Change::kSubjectBarred:
      dossier.set_bar_reason(change.subject_barred().reason());
      return dossier.set_bar_until_date(change.subject_barred().until_date());
    case Change::kSubjectUnbarred:
      dossier.clear_bar_reason();
      return dossier.clear_bar_until_date();
    case Change::kRecordLapsed:
      return Lapse(change.record_lapsed(), position, dossier);
    case Change::kMismatchOpened:
      return AddMismatch(change.mismatch_opened(), position, dossier);
    case Change::kMismatchClosed:
      return RemoveMismatch(change.mismatch_closed().mismatch_id(), dossier);
    case Change::kReportRevoked:  // says nothing of the subject
    case Change::kSourceState:
    case Change::kPolicyActivated:
    case Change::kPolicyProposed:
    case Change::kPolicyRejected:
    case Change::kKindDeclared:
    case Change::kBarrier:
    case Change::KIND_NOT_SET:
      return;
  }
}

}  // namespace

void ApplyChange(const Change& change, std::uint64_t position,
                 SubjectDossier& dossier) {
  if (change.credit_code().empty()) return;
  dossier.set_name(absl::StrCat("subjects/", change.credit_code()));
  dossier.set_position(position);
  ApplyKind(change, position, dossier);
}

}  // namespace creditproof::record
