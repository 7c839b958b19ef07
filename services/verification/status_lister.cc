#include "services/verification/status_lister.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <utility>

#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/log.h"
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

// A clock that was put back proves nothing.
bool IsWithin(absl::Duration age, const std::optional<absl::Time>& then,
              absl::Time now) {
  return then && absl::AbsDuration(now - *then) < age;
}

// Between two looks of a keeper whether a list is due.
constexpr std::chrono::milliseconds kLook(500);

}  // namespace

absl::StatusOr<std::string> StatusLister::List() {
  const std::lock_guard lock(mutex_);
  is_asked_for_ = true;
  if (IsWithin(kLife, made_, clock_())) return signed_;
  if (!failure_.ok()) return failure_;
  return base::Overloaded("the status list is being made （状态清单正在生成）",
                          absl::Seconds(1));
}

bool StatusLister::IsDue(absl::Time now) {
  const std::lock_guard lock(mutex_);
  return is_asked_for_ && !IsWithin(kAnew, made_, now) &&
         !IsWithin(kPause, failed_, now);
}

void StatusLister::Refresh() {
  const absl::Time now = clock_();
  if (!IsDue(now)) return;
  const absl::StatusOr<StatusList> list = Make();
  absl::StatusOr<std::string> bytes =
      list.ok() ? status_list::SignStatusList(*list, key_) : list.status();
  const std::lock_guard lock(mutex_);
  failure_ = bytes.status();
  failed_ = bytes.ok() ? std::nullopt : std::optional(now);
  if (!bytes.ok()) {
    base::Log(base::Severity::kWarning, "status_list_not_made",
              {{"reason", failure_.ToString()}});
    return;
  }
  signed_ = *std::move(bytes);
  made_ = list->made;
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

StatusListKeeper::StatusListKeeper(StatusLister& lister)
    : thread_([&lister](const std::stop_token& stop) {
        std::mutex mutex;
        std::condition_variable_any stopped;
        while (!stop.stop_requested()) {
          lister.Refresh();
          std::unique_lock lock(mutex);
          stopped.wait_for(lock, stop, kLook, [] { return false; });
        }
      }) {}

}  // namespace creditproof::verification
