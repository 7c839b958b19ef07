#include "services/ingestion/scope.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/index.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

using record::v1::RecordState;

bool IsInAreas(const v1::StoredSnapshot& snapshot, record::v1::Area area) {
  const auto& areas = snapshot.areas();
  return areas.empty() ||
         std::find(areas.begin(), areas.end(), area) != areas.end();
}

// A subject that was never registered is in no region.
absl::StatusOr<bool> IsInRegions(const View& view,
                                 const v1::StoredSnapshot& snapshot,
                                 const std::string& credit_code) {
  if (snapshot.regions().empty()) return true;
  ASSIGN_OR_RETURN(const auto subject, FindSubject(view, credit_code));
  if (!subject.has_value()) return false;
  return std::any_of(snapshot.regions().begin(), snapshot.regions().end(),
                     [&](const std::string& region) {
                       return absl::StartsWith(subject->region_code(), region);
                     });
}

absl::StatusOr<bool> IsInScope(const View& view,
                               const v1::StoredSnapshot& snapshot,
                               const Member& member) {
  if (!IsInAreas(snapshot, member.indexed.area())) return false;
  return IsInRegions(view, snapshot, member.indexed.credit_code());
}

// Whether the log put the record on the snapshot's day or later. A put by a
// snapshot's row speaks of the day of that snapshot, which its listing tells.
bool WasPutSince(const v1::StoredSnapshot& snapshot,
                 const v1::IndexedRecord& indexed,
                 const std::vector<v1::Listing>& listings) {
  const std::int64_t put = indexed.stood_micros();
  const bool by_snapshot = std::any_of(
      listings.begin(), listings.end(), [&](const v1::Listing& listing) {
        return listing.taken_micros() == put && !listing.scope().empty();
      });
  return !by_snapshot &&
         base::FormatDate(base::ChinaDay(absl::FromUnixMicros(put))) >=
             snapshot.as_of_date();
}

// Whether `snapshot` has all its rows and will not wait for more.
bool IsDecided(const v1::StoredSnapshot& snapshot) {
  return snapshot.state() == v1::Delivery::SWEEP_STATE_SWEEPING ||
         snapshot.state() == v1::Delivery::SWEEP_STATE_SWEPT;
}

// Of a listing by another scope's snapshot of an earlier day: whether it is the
// last word on the record. It is when the subject has left that scope, whose
// own next snapshot no longer sweeps it, until that next one lacks it.
absl::StatusOr<bool> IsLastWord(const View& view, const v1::Listing& listing,
                                const Member& member) {
  ASSIGN_OR_RETURN(const auto lister, FindSnapshot(view, listing.delivery()));
  if (!lister.has_value()) return false;
  ASSIGN_OR_RETURN(const bool remains, IsInScope(view, *lister, member));
  if (remains) return false;
  ASSIGN_OR_RETURN(const auto latest, LatestOfScope(*lister, view));
  if (!latest.has_value() || DeliveryKey(*latest) == listing.delivery() ||
      !IsDecided(*latest)) {
    return true;
  }
  return KeepsDecision(*latest, member.indexed.decision_key(), view);
}

absl::StatusOr<bool> Keeps(const View& view, const v1::Listing& listing,
                           const v1::StoredSnapshot& snapshot,
                           const Member& member) {
  // Another of the same scope was displaced by this one.
  if (listing.scope() == ScopeKey(snapshot)) {
    return listing.delivery() == DeliveryKey(snapshot);
  }
  if (listing.as_of_date() >= snapshot.as_of_date()) return true;
  if (listing.scope().empty()) return false;
  return IsLastWord(view, listing, member);
}

// `member` stands and is in scope.
absl::StatusOr<bool> Stays(const View& view, const v1::StoredSnapshot& snapshot,
                           const Member& member,
                           const std::vector<v1::Listing>& listings) {
  if (member.indexed.decision_date() > snapshot.as_of_date() ||
      WasPutSince(snapshot, member.indexed, listings)) {
    return true;
  }
  for (const v1::Listing& listing : listings) {
    ASSIGN_OR_RETURN(const bool keeps, Keeps(view, listing, snapshot, member));
    if (keeps) return true;
  }
  return KeepsDecision(snapshot, member.indexed.decision_key(), view);
}

}  // namespace

absl::StatusOr<Fate> FateOf(const View& view,
                            const v1::StoredSnapshot& snapshot,
                            const Member& member) {
  if (member.indexed.state() != RecordState::KIND_EFFECTIVE) {
    return Fate::kNone;
  }
  ASSIGN_OR_RETURN(const bool in_scope, IsInScope(view, snapshot, member));
  if (!in_scope) return Fate::kNone;
  ASSIGN_OR_RETURN(const std::vector<v1::Listing> listings,
                   ListingsOf(view, member.record_id));
  for (const v1::Listing& listing : listings) {
    if (listing.is_new() && listing.delivery() == DeliveryKey(snapshot)) {
      return Fate::kNew;
    }
  }
  ASSIGN_OR_RETURN(const bool stays, Stays(view, snapshot, member, listings));
  return stays ? Fate::kStays : Fate::kLapses;
}

}  // namespace creditproof::ingestion
