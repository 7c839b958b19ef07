// JSON and base64url as tokens and keys are written with them, read strictly.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::token {

using Json = nlohmann::json;

// The JSON object that `text` is, at most 8 levels deep, each member named once
// (RFC 7519 section 4). Nothing: it is none.
std::optional<Json> ReadObject(absl::string_view text);

// The bytes that `text` stands for (RFC 7515 section 2: no padding). Nothing
// unless it is the one way to write them.
std::optional<std::string> ReadBase64Url(absl::string_view text);

// A member of `object` that is a string. Nothing: absent, or of another type.
std::optional<std::string> StringIn(const Json& object, const char* name);

}  // namespace creditproof::token
