#include "services/verification/status_lister.h"

#include <algorithm>

#include "libs/base/date.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"

namespace creditproof::verification {
namespace {

using status_list::KeyState;
using status_list::StatusList;

std::vector<KeyState> StatesOf(const keys::KeyHistory& history) {
  std::vector<KeyState> states;
  for (const keys::Key& key : history.keys()) {
    states.push_back({key.fingerprint, key.state(),
                      key.compromised_from.value_or(absl::UnixEpoch())});
  }
  return states;
}

}  // namespace

absl::StatusOr<std::string> StatusLister::List() {
  const std::lock_guard lock(mutex_);
  const absl::Time now = clock_();
  // A clock that was put back proves nothing.
  const auto younger = [&](absl::Duration age) {
    return made_ && absl::AbsDuration(now - *made_) < age;
  };
  if (younger(kUpdate)) return signed_;
  const absl::Status made = MakeAnew();
  if (made.ok() || younger(kLife)) return signed_;
  return made;
}

absl::Status StatusLister::MakeAnew() {
  ASSIGN_OR_RETURN(const StatusList list, Make());
  ASSIGN_OR_RETURN(signed_, status_list::SignStatusList(list, key_));
  made_ = list.made;
  return absl::OkStatus();
}

// Since when all of them are known at least.
absl::StatusOr<absl::Time> StatusLister::AsOf() const {
  absl::Time oldest = clock_();
  for (const std::uint32_t partition : parts_.partitions.served()) {
    ASSIGN_OR_RETURN(const absl::Time as_of, parts_.freshness.AsOf(partition));
    oldest = std::min(oldest, as_of);
  }
  return absl::FromUnixSeconds(absl::ToUnixSeconds(oldest));
}

absl::StatusOr<StatusList> StatusLister::Make() const {
  StatusList list;
  ASSIGN_OR_RETURN(list.made, AsOf());
  list.next_update = list.made + kUpdate;
  list.end = list.made + kLife;
  list.partition_count = parts_.partitions.count();
  const auto keys = parts_.keys();
  list.keys = StatesOf(keys->history);
  for (const std::uint32_t partition : parts_.partitions.served()) {
    list.sections[partition];
  }
  ASSIGN_OR_RETURN(const StruckOff struck_off,
                   parts_.changes.AllStruckOff(base::ChinaDay(list.made)));
  RETURN_IF_ERROR(parts_.registry.ForEach(
      [&](const v1::RegisteredReport& report) -> absl::Status {
        ASSIGN_OR_RETURN(const claim::Claim claim,
                         claim::ParseClaim(report.claim()));
        const bool falls =
            struck_off.reports.contains(report.report_number()) ||
            struck_off.subjects.contains(claim.credit_code) ||
            IsRevokedByKey(report, keys->history);
        list.sections[claim.status_index % list.partition_count].Set(
            claim.status_index / list.partition_count, falls);
        return absl::OkStatus();
      }));
  return list;
}

}  // namespace creditproof::verification
