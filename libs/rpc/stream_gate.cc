#include "libs/rpc/stream_gate.h"

#include <utility>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/error.h"
#include "libs/rpc/admit.h"
#include "libs/rpc/status.h"

namespace creditproof::rpc {
namespace {

constexpr absl::Duration kRetryDelay = absl::Seconds(1);

}  // namespace

void StreamGate::Start(Call call) const {
  const absl::Time start = absl::Now();
  const absl::StatusOr<Caller> caller =
      Admit(authorize_, call.method, *call.context, call.request);
  const auto end = [=, this](const absl::Status& status) {
    const absl::string_view client = caller.ok() ? caller->name() : "";
    observe_({call.method, client, status.code(), absl::Now() - start});
    call.finish(ToGrpc(status));  // the stream deletes itself from here on
  };

  absl::Status admitted = caller.status();
  if (admitted.ok()) {
    admitted = Run([=, running = running_] {
      absl::Status result = CheckCallerWaits(*call.context);
      if (result.ok()) result = call.handle(*caller);
      --*running;  // first: who sees the end may start the next at once
      end(result);
    });
  }
  // An accepted task ends the call, and may have done so already.
  if (!admitted.ok()) end(admitted);
}

absl::Status StreamGate::Run(std::function<void()> task) const {
  absl::Status accepted;
  if (++*running_ > executor_.thread_count()) {
    accepted = base::Overloaded("too many streams are open", kRetryDelay);
  } else {
    accepted = executor_.Submit(std::move(task));
  }
  if (!accepted.ok()) --*running_;
  return accepted;
}

}  // namespace creditproof::rpc
