#include "services/gateway/cookie.h"

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace creditproof::gateway {

std::string CookieName(absl::string_view base, bool secure) {
  return absl::StrCat(secure ? "__Host-" : "", base);
}

std::string SetCookie(absl::string_view name, absl::string_view value,
                      absl::Duration age, bool secure) {
  return absl::StrCat(name, "=", value,
                      "; Path=/; Max-Age=", absl::ToInt64Seconds(age),
                      "; HttpOnly; SameSite=Lax", secure ? "; Secure" : "");
}

std::optional<std::string> FindCookie(absl::string_view cookies,
                                      absl::string_view name) {
  const std::string start = absl::StrCat(name, "=");
  for (absl::string_view cookie : absl::StrSplit(cookies, ';')) {
    cookie = absl::StripAsciiWhitespace(cookie);
    if (absl::ConsumePrefix(&cookie, start)) return std::string(cookie);
  }
  return {};
}

}  // namespace creditproof::gateway
