#include "services/report_rendering/resumer.h"

#include <vector>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {
namespace {

constexpr absl::Duration kRetry = absl::Seconds(2);  // a registry that is away
constexpr absl::Duration kPatience = absl::Seconds(10);  // for each request

}  // namespace

absl::Status SettleOpen(Issuer& issuer, const ReportStore& store,
                        const std::stop_token& stop, std::string& done) {
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<ReportName> open, store.Open(done));
    if (open.empty()) return absl::OkStatus();
    for (const ReportName& name : open) {
      if (stop.stop_requested()) return absl::CancelledError("stopping");
      done = name.key();  // also where it cannot be: others must not wait
      RETURN_IF_ERROR(issuer.Settle(name, absl::Now() + kPatience));
    }
  }
}

Resumer::Resumer(Issuer& issuer, const ReportStore& store, absl::Duration pause)
    : issuer_(issuer),
      store_(store),
      pause_(pause),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Resumer::Run(const std::stop_token& stop) {
  std::string done;
  while (!stop.stop_requested()) {
    const absl::Status status = SettleOpen(issuer_, store_, stop, done);
    if (stop.stop_requested()) return;
    if (status.ok()) {
      done.clear();
    } else {
      base::Log(base::Severity::kWarning, "open_requests_wait",
                {{"reason", std::string(status.message())}});
    }
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop,
                      absl::ToChronoNanoseconds(status.ok() ? pause_ : kRetry),
                      [] { return false; });
  }
}

}  // namespace creditproof::report_rendering
