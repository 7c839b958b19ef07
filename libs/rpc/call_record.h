// What the gates report of each finished call.
#pragma once

#include <functional>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::rpc {

// One finished call, for the access log and the metrics.
struct CallRecord {
  absl::string_view method;  // "GetSubject"; lives as long as the program
  absl::string_view client;  // empty when it was not admitted
  absl::StatusCode code;
  absl::Duration elapsed;  // waiting for a thread included
};

// Called on the thread that ran the handler, before the reply leaves. Must be
// thread-safe and must not block.
using CallObserver = std::function<void(const CallRecord&)>;

}  // namespace creditproof::rpc
