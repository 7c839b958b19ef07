// Structured logs: one line of JSON an event, to standard error.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace creditproof::base {

enum class Severity { kInfo, kWarning, kError };

// A key and its value, written as a JSON string.
using LogField = std::pair<absl::string_view, std::string>;

// Writes {"time":..., "severity":..., "event":`event`, ...fields} in one
// write(2), so that lines of several threads do not mix. Never pass content of
// records, identity numbers or names. Thread-safe.
void Log(Severity severity, absl::string_view event,
         std::initializer_list<LogField> fields = {});

}  // namespace creditproof::base
