#include "libs/rpc/stream_gate.h"

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/rpc/admit.h"
#include "libs/rpc/status.h"

namespace creditproof::rpc {

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
    admitted = executor_.Submit([=] {
      const absl::Status waits = CheckCallerWaits(*call.context);
      end(waits.ok() ? call.handle(*caller) : waits);
    });
  }
  // An accepted task ends the call, and may have done so already.
  if (!admitted.ok()) end(admitted);
}

}  // namespace creditproof::rpc
