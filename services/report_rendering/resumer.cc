#include "services/report_rendering/resumer.h"

#include <chrono>
#include <string>

#include "absl/time/clock.h"
#include "libs/base/log.h"

namespace creditproof::report_rendering {
namespace {

constexpr std::chrono::seconds kPause(2);
constexpr absl::Duration kPatience = absl::Seconds(10);

}  // namespace

Resumer::Resumer(Issuer& issuer)
    : issuer_(issuer),
      thread_([this](const std::stop_token& stop) { Run(stop); }) {}

void Resumer::Run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const absl::Status status =
        issuer_.ReleaseRegistered(absl::Now() + kPatience);
    if (status.ok()) return;
    base::Log(base::Severity::kWarning, "open_requests_wait",
              {{"reason", std::string(status.message())}});
    std::unique_lock lock(mutex_);
    stopped_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace creditproof::report_rendering
