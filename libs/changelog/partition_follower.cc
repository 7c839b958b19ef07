#include "libs/changelog/partition_follower.h"

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::changelog {
namespace {

constexpr std::chrono::milliseconds kPause(200);

void Pause(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, kPause, [] { return false; });
}

}  // namespace

absl::Status CheckKind(const v1::Change& change, std::uint64_t position) {
  switch (change.kind_case()) {
    case v1::Change::kSourceState:
    case v1::Change::kPolicyActivated:
    case v1::Change::kPolicyProposed:
    case v1::Change::kPolicyRejected:
    case v1::Change::kKindDeclared:
    case v1::Change::kBarrier:
      return absl::OkStatus();
    case v1::Change::KIND_NOT_SET:
      return absl::DataLossError(absl::StrCat(
          "the change at position ", position,
          " is of a kind unknown to this version: update this service"));
    default:
      if (!change.credit_code().empty()) return absl::OkStatus();
      return absl::DataLossError(
          absl::StrCat("the change at position ", position,
                       " concerns a subject and names none"));
  }
}

absl::StatusOr<DecodedEntry> CheckNext(const Applier::Applied& last,
                                       const LogEntry& entry) {
  if (entry.position != last.position + 1) {
    return absl::AbortedError(absl::StrCat("after position ", last.position,
                                           " came ", entry.position));
  }
  if (NextRunningSha256(last.running_sha256, entry.stored) !=
      entry.running_sha256) {
    return absl::DataLossError(absl::StrCat(
        "the log diverges from what was applied at position ", entry.position));
  }
  ASSIGN_OR_RETURN(StoredEntry stored, DecodeStored(entry.stored));
  DecodedEntry decoded{entry.position,
                       std::move(stored.append_id),
                       stored.append_time,
                       {},
                       entry.running_sha256};
  if (!decoded.change.ParseFromString(stored.change)) {
    return absl::DataLossError(
        absl::StrCat("no change can be read at position ", entry.position));
  }
  RETURN_IF_ERROR(CheckKind(decoded.change, entry.position));
  return decoded;
}

PartitionFollower::PartitionFollower(EntrySource source,
                                     std::uint32_t partition, Applier& applier)
    : source_(std::move(source)), partition_(partition), applier_(applier) {}

void PartitionFollower::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const absl::Status ended = FollowOnce(stop);
    if (stop.stop_requested()) return;
    Failed(ended.ok() ? absl::UnavailableError("the reading ended") : ended);
    Pause(stop);
  }
}

absl::Status PartitionFollower::FollowOnce(const std::stop_token& stop) {
  ASSIGN_OR_RETURN(Applier::Applied last, applier_.Start(partition_));
  return source_(partition_, last.position, stop,
                 [&](const std::vector<LogEntry>& entries) {
                   return Apply(last, entries);
                 });
}

absl::Status PartitionFollower::Apply(Applier::Applied& last,
                                      const std::vector<LogEntry>& entries) {
  if (entries.empty()) return absl::OkStatus();
  Applier::Applied checked = last;
  std::vector<DecodedEntry> decoded;
  decoded.reserve(entries.size());
  for (const LogEntry& entry : entries) {
    ASSIGN_OR_RETURN(DecodedEntry next, CheckNext(checked, entry));
    checked = {next.position, next.running_sha256};
    decoded.push_back(std::move(next));
  }
  RETURN_IF_ERROR(applier_.Apply(partition_, decoded));
  last = std::move(checked);
  Advanced();
  return absl::OkStatus();
}

void PartitionFollower::Failed(const absl::Status& status) {
  if (!watch_.Failed(status, absl::Now())) return;
  base::Log(SeverityOf(status), "log_not_followed",
            {{"partition", absl::StrCat(partition_)},
             {"why", std::string(status.message())}});
}

void PartitionFollower::Advanced() {
  if (!watch_.Advanced()) return;
  base::Log(base::Severity::kInfo, "log_followed_again",
            {{"partition", absl::StrCat(partition_)}});
}

}  // namespace creditproof::changelog
