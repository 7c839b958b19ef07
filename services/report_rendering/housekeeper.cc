#include "services/report_rendering/housekeeper.h"

#include <google/protobuf/util/time_util.h>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {
namespace {

using audit::v1::AuditEntry;
using google::protobuf::util::TimeUtil;
using report::v1::Grant;

constexpr std::chrono::hours kPause(1);
constexpr std::size_t kAtOnce = 100;

AuditEntry EntryOf(const char* method, const char* outcome,
                   const std::string& subject, absl::Time now) {
  AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(now));
  entry.set_ground("RETENTION");
  entry.set_method(method);
  entry.set_subject(subject);
  entry.set_outcome(outcome);
  return entry;
}

bool EndedUnused(const Grant& grant) {
  return grant.report_number().empty() && !grant.has_revoke_time();
}

}  // namespace

absl::Status NoteEnded(const Household& household, absl::Time now,
                       const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    ASSIGN_OR_RETURN(const std::vector<Grant> ended,
                     household.grants.Ended(now, kAtOnce));
    if (ended.empty()) return absl::OkStatus();
    std::uint64_t last = 0;
    for (const Grant& grant : ended) {
      if (!EndedUnused(grant)) continue;
      ASSIGN_OR_RETURN(const GrantName name, GrantName::Parse(grant.name()));
      AuditEntry entry =
          EntryOf("ExpireGrant", "GRANT_EXPIRED", name.code.text(), now);
      entry.set_actor(grant.receiver_id());
      entry.set_scenario(grant.scenario());
      entry.set_grant_id(grant.grant_id());
      last = household.trail.Add(entry);
    }
    RETURN_IF_ERROR(household.trail.WaitDurable(last));
    RETURN_IF_ERROR(household.grants.EndNoted(ended));
  }
  return absl::OkStatus();
}

absl::Status PruneDue(const Household& household, absl::Time now,
                      const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    ASSIGN_OR_RETURN(const std::vector<ReportName> due,
                     household.store.index().Due(now, kAtOnce));
    if (due.empty()) return absl::OkStatus();
    std::uint64_t last = 0;
    for (const ReportName& name : due) {
      AuditEntry entry =
          EntryOf("PruneReport", "PRUNED", name.code.text(), now);
      entry.set_report_number(name.number.text());
      last = household.trail.Add(entry);
    }
    RETURN_IF_ERROR(household.trail.WaitDurable(last));
    for (const ReportName& name : due) {
      RETURN_IF_ERROR(household.store.Prune(name));
    }
  }
  return absl::OkStatus();
}

Housekeeper::Housekeeper(const Household& household, base::Clock clock)
    : household_(household),
      clock_(std::move(clock)),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Housekeeper::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    absl::Status status = NoteEnded(household_, clock_(), stop);
    status.Update(PruneDue(household_, clock_(), stop));
    if (!status.ok()) {
      base::Log(base::Severity::kWarning, "housekeeping_waits",
                {{"reason", std::string(status.message())}});
    }
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace creditproof::report_rendering
