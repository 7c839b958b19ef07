// Cookies (RFC 6265) of our own host only.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace creditproof::gateway {

// `base`, with the prefix that binds it to the host where browsers come by
// https.
std::string CookieName(absl::string_view base, bool secure);

// The value of set-cookie. With `age` zero the cookie is removed.
std::string SetCookie(absl::string_view name, absl::string_view value,
                      absl::Duration age, bool secure);

// The value of the first cookie of that name in the field `cookie`.
std::optional<std::string> FindCookie(absl::string_view cookies,
                                      absl::string_view name);

}  // namespace creditproof::gateway
