#include "services/ingestion/note_listed.h"

#include <algorithm>
#include <optional>
#include <string>

#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/record/natural_key.h"
#include "services/ingestion/hold_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/members.h"
#include "services/ingestion/row_damage.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

bool WasTaken(const v1::RowVerdict& verdict) {
  return verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED ||
         verdict.outcome() == v1::ROW_OUTCOME_UNCHANGED ||
         verdict.outcome() == v1::ROW_OUTCOME_REVISED;
}

bool SaysClassified(const v1::RowVerdict& verdict) {
  return std::any_of(verdict.notes().begin(), verdict.notes().end(),
                     [](const v1::RowNote& note) {
                       return note.rule() == v1::ROW_RULE_CLASSIFIED;
                     });
}

bool WasPut(const v1::RowVerdict& verdict, const v1::IndexedRecord& indexed,
            const Act& act) {
  return (verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED ||
          verdict.outcome() == v1::ROW_OUTCOME_REVISED) &&
         indexed.stood_micros() == absl::ToUnixMicros(act.now());
}

// A put by the snapshot's own row speaks of the snapshot's day, any other put
// of the day it came.
absl::Status List(const std::string& record_id, const v1::RowVerdict& verdict,
                  const v1::StoredSnapshot& snapshot, Act& act) {
  ASSIGN_OR_RETURN(const auto indexed, FindRecord(act.view(), record_id));
  ASSIGN_OR_RETURN(const auto before,
                   FindListing(act.view(), record_id, ScopeKey(snapshot)));
  v1::Listing listing;
  listing.set_as_of_date(snapshot.as_of_date());
  listing.set_delivery(DeliveryKey(snapshot));
  listing.set_scope(ScopeKey(snapshot));
  listing.set_is_new(
      verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED ||
      (before.has_value() && before->is_new() &&
       before->delivery() == listing.delivery()));  // listed twice
  if (indexed.has_value() && WasPut(verdict, *indexed, act)) {
    listing.set_taken_micros(indexed->stood_micros());
  } else if (before.has_value()) {
    listing.set_taken_micros(before->taken_micros());
  }
  return PutListing(record_id, listing, act.view());
}

// The known record that a bad row with a readable code is; or empty.
absl::StatusOr<std::string> KnownRecordId(const intake::Row& row,
                                          const Origin& origin,
                                          const View& view) {
  if (row.naming != intake::Naming::kCode) return std::string();
  std::string id = RecordIdOf(row, origin);
  if (id.empty()) return id;
  ASSIGN_OR_RETURN(const auto known, FindRecord(view, id));
  return known.has_value() ? id : std::string();
}

void NoteUnreadable(const intake::Row& row, v1::StoredSnapshot& snapshot) {
  if (snapshot.unreadable_rows() == 0) {
    snapshot.set_first_unreadable_row(row.number);
  }
  snapshot.set_unreadable_rows(snapshot.unreadable_rows() + 1);
}

bool HasNumber(const record::v1::Record& record) {
  return !record::FoldDocumentNumber(record.document_number()).empty();
}

void KeepDecisions(const record::v1::Record& record,
                   const v1::StoredSnapshot& snapshot, Act& act) {
  for (const std::string& key : DecisionKeys(record)) {
    KeepDecision(snapshot, key, act.view());
  }
}

// A date alone tells no record: the one meant may be known by its number.
absl::Status NoteBad(const intake::Row& row, const v1::RowVerdict& verdict,
                     const Origin& origin, v1::StoredSnapshot& snapshot,
                     Act& act) {
  ASSIGN_OR_RETURN(const std::string id,
                   KnownRecordId(row, origin, act.view()));
  const record::v1::Record record = row.record.value_or(record::v1::Record());
  if (id.empty() && (!HasNumber(record) || IsDamaged(row))) {
    NoteUnreadable(row, snapshot);
    return absl::OkStatus();
  }
  KeepDecisions(record, snapshot, act);
  if (id.empty()) return absl::OkStatus();
  return List(id, verdict, snapshot, act);
}

bool SaysItStands(const intake::Row& row) {
  return row.record.has_value() && (row.update == intake::Update::kPut ||
                                    row.update == intake::Update::kReinstate);
}

}  // namespace

absl::Status NoteListed(const intake::Row& row, const v1::RowVerdict& verdict,
                        const Origin& origin, v1::StoredSnapshot& snapshot,
                        Act& act) {
  if (row.excluded) {
    if (SaysClassified(verdict)) NoteUnreadable(row, snapshot);
    return absl::OkStatus();
  }
  if (!WasTaken(verdict)) return NoteBad(row, verdict, origin, snapshot, act);
  if (verdict.held_subjects() > 0) {  // it may be another's as well
    KeepDecisions(*row.record, snapshot, act);
  }
  return List(TakenRecordId(row, origin), verdict, snapshot, act);
}

absl::Status NoteStanding(const intake::Row& row, const v1::RowVerdict& verdict,
                          const Origin& origin, Act& act) {
  if (verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED ||
      verdict.outcome() == v1::ROW_OUTCOME_REVISED || !SaysItStands(row)) {
    return absl::OkStatus();
  }
  std::string id;
  if (WasTaken(verdict)) {
    id = TakenRecordId(row, origin);
  } else {
    ASSIGN_OR_RETURN(id, KnownRecordId(row, origin, act.view()));
  }
  if (id.empty()) return absl::OkStatus();
  v1::Listing listing;
  listing.set_as_of_date(base::FormatDate(base::ChinaDay(act.now())));
  return PutListing(id, listing, act.view());
}

absl::StatusOr<bool> HasLapsedSince(const intake::Row& row,
                                    const v1::RowVerdict& verdict,
                                    const Origin& origin, const View& view) {
  if (!WasTaken(verdict) || !SaysItStands(row)) return false;
  ASSIGN_OR_RETURN(const auto indexed,
                   FindRecord(view, TakenRecordId(row, origin)));
  return indexed.has_value() &&
         indexed->state() == record::v1::RecordState::KIND_LAPSED;
}

}  // namespace creditproof::ingestion
