// Percent-encoding (RFC 3986) and queries as forms write them.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace creditproof::gateway {

// Nothing when a `%` is not followed by two hexadecimal digits, or what it
// stands for is a control character.
std::optional<std::string> PercentDecode(absl::string_view text);

// All but unreserved characters encoded.
std::string PercentEncode(absl::string_view text);

// Names and values of `a=1&b=2`, decoded, `+` being a blank. Nothing when one
// cannot be decoded.
using Pairs = std::vector<std::pair<std::string, std::string>>;
std::optional<Pairs> ParseQuery(absl::string_view query);

}  // namespace creditproof::gateway
