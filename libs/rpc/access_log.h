// One line for each finished call, on standard error.
#pragma once

#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "libs/rpc/call_record.h"

namespace creditproof::rpc {

// An observer that writes lines of JSON: time (when the call ended), service,
// method, client, code, elapsed_us. Nothing of what was asked or answered.
//
// It only queues; a thread of its own writes ten times a second, and the last
// lines when the last copy goes. When 65536 calls wait to be written, further
// ones are counted only, and the count is a line of its own.
CallObserver AccessLog(std::string service);

// Writes some lines, each ending in a newline.
using LineSink = std::function<void(absl::string_view lines)>;

// Likewise, to `sink`, which one thread at a time calls.
CallObserver AccessLogTo(std::string service, LineSink sink);

}  // namespace creditproof::rpc
