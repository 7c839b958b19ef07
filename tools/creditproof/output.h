// What the tool prints: text for people, or one JSON object a line.
#pragma once

#include <google/protobuf/timestamp.pb.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace creditproof::tool {

using Json = nlohmann::ordered_json;

// To standard output, with a line end.
void PrintLine(absl::string_view text);
void PrintJson(const Json& object);

// To standard error.
void PrintError(const absl::Status& status);

// China time to the second, such as `2026-11-23 09:30:00`; empty when unset.
std::string TimeText(const google::protobuf::Timestamp& time);

// The identifier of an enum value without the prefix that all of its values
// share: `OUTCOME_ELIGIBLE` of Verdict::Outcome gives `ELIGIBLE`.
std::string Identifier(absl::string_view value_name, absl::string_view prefix);

}  // namespace creditproof::tool
