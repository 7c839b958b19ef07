// JSON as the gateway writes it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "absl/strings/string_view.h"
#include "services/gateway/http.h"

namespace creditproof::gateway {

// Bytes that are no UTF-8 become U+FFFD.
std::string Text(const nlohmann::ordered_json& json);

// 200 with `body`, which nobody stores.
Answer JsonAnswer(std::string body);

// The path of a field of a message as JSON names it: `period_start_date`
// becomes `periodStartDate`.
std::string JsonPath(absl::string_view path);

}  // namespace creditproof::gateway
