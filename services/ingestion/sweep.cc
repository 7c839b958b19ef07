#include "services/ingestion/sweep.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/members.h"
#include "services/ingestion/scope.h"
#include "services/ingestion/snapshots.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

constexpr std::size_t kRecordsCounted = 2000;  // at a time

absl::StatusOr<std::vector<Member>> Next(const View& view,
                                         const v1::StoredSnapshot& snapshot,
                                         absl::string_view after,
                                         std::size_t limit) {
  return MembersAfter(view, snapshot.source_id(), snapshot.record_kind(), after,
                      limit);
}

absl::Status Lapse(const Member& member, const v1::StoredSnapshot& snapshot,
                   Act& act) {
  changelog::v1::Change change;
  change.set_credit_code(member.indexed.credit_code());
  change.mutable_record_lapsed()->set_record_id(member.record_id);
  change.mutable_record_lapsed()->set_as_of_date(snapshot.as_of_date());
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  provenance.set_source_id(snapshot.source_id());
  provenance.set_delivery_id(snapshot.delivery_id());
  provenance.set_client(snapshot.client());
  provenance.set_ground(snapshot.ground());
  if (!snapshot.ground().empty()) provenance.set_actor(snapshot.client());
  *provenance.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(act.now()));
  RETURN_IF_ERROR(DeleteListings(member.record_id, act.view()));
  return act.Append(
      change, DerivedId({"lapsed", snapshot.source_id(), snapshot.delivery_id(),
                         member.record_id,
                         absl::StrCat(member.indexed.stood_micros())}));
}

}  // namespace

absl::StatusOr<SweepCount> CountSweep(const View& view,
                                      const v1::StoredSnapshot& snapshot) {
  SweepCount count;
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<Member> members,
                     Next(view, snapshot, after, kRecordsCounted));
    if (members.empty()) return count;
    for (const Member& member : members) {
      ASSIGN_OR_RETURN(const Fate fate, FateOf(view, snapshot, member));
      count.standing += fate == Fate::kStays || fate == Fate::kLapses;
      count.lapsing += fate == Fate::kLapses;
    }
    after = members.back().key;
  }
}

absl::Status SweepSome(std::size_t records, v1::StoredSnapshot& snapshot,
                       Act& act) {
  ASSIGN_OR_RETURN(const std::vector<Member> members,
                   Next(act.view(), snapshot, snapshot.swept_to(), records));
  std::int64_t lapsed = snapshot.outcome().lapsed();
  for (const Member& member : members) {
    ASSIGN_OR_RETURN(const Fate fate, FateOf(act.view(), snapshot, member));
    if (fate != Fate::kLapses) continue;
    RETURN_IF_ERROR(Lapse(member, snapshot, act));
    ++lapsed;
  }
  snapshot.mutable_outcome()->set_lapsed(lapsed);
  snapshot.set_acts(snapshot.acts() + 1);
  if (members.size() < records) {
    snapshot.set_state(v1::Delivery::SWEEP_STATE_SWEPT);
  } else {
    snapshot.set_swept_to(members.back().key);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::ingestion
