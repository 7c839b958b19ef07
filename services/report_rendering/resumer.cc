#include "services/report_rendering/resumer.h"

#include <chrono>
#include <vector>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"

namespace creditproof::report_rendering {
namespace {

constexpr std::chrono::seconds kPause(2);
constexpr absl::Duration kPatience = absl::Seconds(10);  // for each request

}  // namespace

absl::Status SettleOpen(Issuer& issuer, const ReportStore& store,
                        const std::stop_token& stop, std::string& done) {
  for (;;) {
    ASSIGN_OR_RETURN(const std::vector<ReportName> open, store.Open(done));
    if (open.empty()) return absl::OkStatus();
    for (const ReportName& name : open) {
      if (stop.stop_requested()) return absl::CancelledError("stopping");
      RETURN_IF_ERROR(issuer.Settle(name, absl::Now() + kPatience));
      done = name.key();
    }
  }
}

Resumer::Resumer(Issuer& issuer, const ReportStore& store)
    : issuer_(issuer),
      store_(store),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Resumer::Run(const std::stop_token& stop) {
  std::string done;
  while (!stop.stop_requested()) {
    const absl::Status status = SettleOpen(issuer_, store_, stop, done);
    if (status.ok() || stop.stop_requested()) return;
    base::Log(base::Severity::kWarning, "open_requests_wait",
              {{"reason", std::string(status.message())}});
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace creditproof::report_rendering
