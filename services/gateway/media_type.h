// Content types without their parameters.
#pragma once

#include <string>

#include "absl/strings/string_view.h"

namespace creditproof::gateway {

// Such as `application/json` of `Application/JSON; charset=utf-8`.
std::string MediaType(absl::string_view content_type);

}  // namespace creditproof::gateway
