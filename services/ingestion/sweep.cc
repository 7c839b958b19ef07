#include "services/ingestion/sweep.h"

#include <google/protobuf/util/time_util.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/members.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;
using record::v1::RecordState;

constexpr std::size_t kMembersPerAct = 2000;

struct Member {
  std::string record_id;
  std::string decision_key;
  v1::IndexedRecord indexed;
};

absl::Status NotInIndex(absl::string_view record_id) {
  return base::Error(
      absl::StatusCode::kDataLoss, base::Reason::REASON_STORE_CORRUPT,
      "a member of the index is no record of it", {{"key", record_id}});
}

// The next members of the scope's source and kind after `record_id`.
absl::StatusOr<std::vector<Member>> MembersAfter(
    const kv::Store& store, const View& view,
    const v1::StoredSnapshot& snapshot, const std::string& record_id) {
  const std::string prefix =
      MemberPrefix(snapshot.source_id(), snapshot.record_kind());
  std::vector<Member> members;
  RETURN_IF_ERROR(store.Scan(
      kIndex, prefix, record_id.empty() ? "" : prefix + record_id,
      [&](absl::string_view key, absl::string_view value) {
        members.push_back(
            {std::string(key.substr(prefix.size())), std::string(value), {}});
        return members.size() < kMembersPerAct;
      }));
  for (Member& member : members) {
    ASSIGN_OR_RETURN(auto indexed, FindRecord(view, member.record_id));
    if (!indexed.has_value()) return NotInIndex(member.record_id);
    member.indexed = *std::move(indexed);
  }
  return members;
}

// A subject that was never registered is in no region.
absl::StatusOr<bool> IsInScope(const View& view,
                               const v1::StoredSnapshot& snapshot,
                               const v1::IndexedRecord& indexed) {
  if (snapshot.regions().empty()) return true;
  ASSIGN_OR_RETURN(const auto subject,
                   FindSubject(view, indexed.credit_code()));
  if (!subject.has_value()) return false;
  return std::any_of(snapshot.regions().begin(), snapshot.regions().end(),
                     [&](const std::string& region) {
                       return absl::StartsWith(subject->region_code(), region);
                     });
}

// The latest day as of which a source said that the record stands: what the log
// says, unless that was the row of a snapshot, which speaks of an earlier day.
std::string StoodOn(const v1::IndexedRecord& indexed,
                    const std::optional<v1::Listing>& listing) {
  if (listing.has_value() &&
      listing->taken_micros() >= indexed.stood_micros()) {
    return listing->as_of_date();
  }
  return base::FormatDate(
      base::ChinaDay(absl::FromUnixMicros(indexed.stood_micros())));
}

// Whether the snapshot, or one of as late a day, lists the record.
bool IsListed(const v1::StoredSnapshot& snapshot, const v1::Listing& listing) {
  if (listing.as_of_date() != snapshot.as_of_date()) {
    return listing.as_of_date() > snapshot.as_of_date();
  }
  // Another of the same scope and day was displaced by this one.
  return listing.scope() != ScopeKey(snapshot) ||
         listing.delivery() == DeliveryKey(snapshot);
}

// `member` stands and is in scope.
absl::StatusOr<bool> Stays(const View& view, const v1::StoredSnapshot& snapshot,
                           const Member& member) {
  if (member.indexed.decision_date() > snapshot.as_of_date()) return true;
  ASSIGN_OR_RETURN(const auto listing, FindListing(view, member.record_id));
  if (listing.has_value() && IsListed(snapshot, *listing)) return true;
  if (StoodOn(member.indexed, listing) > snapshot.as_of_date()) return true;
  return KeepsDecision(snapshot, member.decision_key, view);
}

enum class Fate { kNone, kStays, kLapses };

absl::StatusOr<Fate> FateOf(const View& view,
                            const v1::StoredSnapshot& snapshot,
                            const Member& member) {
  if (member.indexed.state() != RecordState::KIND_EFFECTIVE) {
    return Fate::kNone;
  }
  ASSIGN_OR_RETURN(const bool in_scope,
                   IsInScope(view, snapshot, member.indexed));
  if (!in_scope) return Fate::kNone;
  ASSIGN_OR_RETURN(const bool stays, Stays(view, snapshot, member));
  return stays ? Fate::kStays : Fate::kLapses;
}

absl::Status Lapse(const Member& member, const v1::StoredSnapshot& snapshot,
                   absl::string_view client, absl::string_view ground,
                   Act& act) {
  changelog::v1::Change change;
  change.set_credit_code(member.indexed.credit_code());
  change.mutable_record_lapsed()->set_record_id(member.record_id);
  change.mutable_record_lapsed()->set_as_of_date(snapshot.as_of_date());
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(snapshot.source_id());
  provenance.set_delivery_id(snapshot.delivery_id());
  provenance.set_client(std::string(client));
  provenance.set_ground(std::string(ground));
  if (!ground.empty()) provenance.set_actor(std::string(client));
  *provenance.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  return act.Append(
      change, DerivedId({"lapsed", snapshot.source_id(), snapshot.delivery_id(),
                         member.record_id}));
}

}  // namespace

absl::StatusOr<SweepCount> CountSweep(const kv::Store& store, const View& view,
                                      const v1::StoredSnapshot& snapshot) {
  SweepCount count;
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<Member> members,
                     MembersAfter(store, view, snapshot, after));
    if (members.empty()) return count;
    for (const Member& member : members) {
      ASSIGN_OR_RETURN(const Fate fate, FateOf(view, snapshot, member));
      count.standing += fate != Fate::kNone;
      count.lapsing += fate == Fate::kLapses;
    }
    after = members.back().record_id;
  }
}

absl::Status SweepSome(const kv::Store& store, absl::string_view client,
                       absl::string_view ground, v1::StoredSnapshot& snapshot,
                       Act& act) {
  ASSIGN_OR_RETURN(
      const std::vector<Member> members,
      MembersAfter(store, act.view(), snapshot, snapshot.swept_to()));
  std::int64_t lapsed = snapshot.outcome().lapsed();
  for (const Member& member : members) {
    ASSIGN_OR_RETURN(const Fate fate, FateOf(act.view(), snapshot, member));
    if (fate != Fate::kLapses) continue;
    RETURN_IF_ERROR(Lapse(member, snapshot, client, ground, act));
    ++lapsed;
  }
  snapshot.mutable_outcome()->set_lapsed(lapsed);
  snapshot.set_acts(snapshot.acts() + 1);
  if (members.size() < kMembersPerAct) {
    snapshot.set_state(v1::Delivery::SWEEP_STATE_SWEPT);
  } else {
    snapshot.set_swept_to(members.back().record_id);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
