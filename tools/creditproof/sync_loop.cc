#include "tools/creditproof/sync_loop.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {
namespace {

using base::Log;
using base::Severity;

constexpr absl::Duration kLook = absl::Seconds(2);

// The next file would fare no better.
bool IsAway(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsDeadlineExceeded(status) ||
         absl::IsResourceExhausted(status);
}

void LogFailure(absl::string_view event, const std::string& file,
                const absl::Status& status) {
  Log(IsAway(status) ? Severity::kWarning : Severity::kError, event,
      {{"file", file},
       {"code", absl::StatusCodeToString(status.code())},
       {"message", std::string(status.message())}});
}

}  // namespace

SyncLoop::SyncLoop(DroppedFolder& folder, DeliverFile deliver,
                   base::Clock clock)
    : folder_(folder), deliver_(std::move(deliver)), clock_(std::move(clock)) {}

absl::Status SyncLoop::TakeAll(Round& round) {
  ASSIGN_OR_RETURN(const std::vector<std::string> complete, folder_.Complete());
  for (const std::string& name : complete) {
    const absl::Status status = folder_.Take(name, clock_());
    if (absl::IsNotFound(status)) continue;  // its sender took it back
    if (status.ok()) {
      Log(Severity::kInfo, "sync.taken", {{"file", name}});
    } else {
      LogFailure("sync.not_taken", name, status);
      round.failed.Update(status);
    }
  }
  return absl::OkStatus();
}

absl::Status SyncLoop::DeliverTaken(const std::string& name, Round& round) {
  ASSIGN_OR_RETURN(const Place place, deliver_(folder_.TakenFile(name)));
  RETURN_IF_ERROR(folder_.Finish(name, place));
  const bool came_back = place == Place::kRejected;
  Log(Severity::kInfo, "sync.finished",
      {{"file", name}, {"place", came_back ? "rejected" : "done"}});
  ++round.finished;
  round.came_back += came_back ? 1 : 0;
  return absl::OkStatus();
}

absl::StatusOr<Round> SyncLoop::Once() {
  Round round;
  RETURN_IF_ERROR(TakeAll(round));
  ASSIGN_OR_RETURN(const std::vector<std::string> taken, folder_.Taken());
  for (const std::string& name : taken) {
    const absl::Status status = DeliverTaken(name, round);
    if (status.ok()) continue;
    LogFailure("sync.not_delivered", name, status);
    round.failed.Update(status);
    if (IsAway(status)) break;
  }
  return round;
}

absl::Duration WaitAfter(const absl::StatusOr<Round>& round, Backoff& backoff) {
  if (round.ok() && round->failed.ok()) {
    backoff.Reset();
    return kLook;
  }
  if (round.ok() && round->finished > 0) backoff.Reset();
  const absl::Duration wait = backoff.Next();
  Log(Severity::kWarning, "sync.waits",
      {{"wait", absl::FormatDuration(wait)},
       {"message", std::string(round.ok() ? round->failed.message()
                                          : round.status().message())}});
  return wait;
}

}  // namespace creditproof::tool
