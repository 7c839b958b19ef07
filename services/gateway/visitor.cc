#include "services/gateway/visitor.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "services/gateway/media_type.h"

namespace creditproof::gateway {
namespace {

constexpr std::array<absl::string_view, 3> kNotOfForms = {
    "application/json", "application/pdf", "application/octet-stream"};

constexpr absl::string_view kBearer = "Bearer ";

bool IsSafe(absl::string_view method) {
  return method == "GET" || method == "HEAD";
}

// Empty when there is none.
absl::string_view BearerOf(const Request& request) {
  const absl::string_view authorization = request.field("authorization");
  if (!absl::StartsWithIgnoreCase(authorization, kBearer)) return "";
  return authorization.substr(kBearer.size());
}

}  // namespace

Problem ForbiddenOrigin(absl::string_view detail) {
  return {403, "FORBIDDEN_ORIGIN", std::string(detail)};
}

Visitor Visitors::Of(const Request& request) const {
  const absl::string_view bearer = BearerOf(request);
  if (!bearer.empty()) return {std::string(bearer)};
  const auto session = cookie_.Open(request.field("cookie"), clock_());
  return session ? Visitor{session->access_token} : Visitor{};
}

std::optional<Problem> Visitors::CheckOrigin(const Request& request) const {
  if (IsSafe(request.method) || !BearerOf(request).empty() ||
      !cookie_.IsIn(request.field("cookie"))) {
    return {};
  }
  const absl::string_view site = request.field("sec-fetch-site");
  if (!site.empty() && site != "same-origin") {
    return ForbiddenOrigin("the request comes from another site");
  }
  const std::string type = MediaType(request.field("content-type"));
  if (request.field("x-creditproof") != "1" ||
      std::find(kNotOfForms.begin(), kNotOfForms.end(), type) ==
          kNotOfForms.end()) {
    return ForbiddenOrigin(
        "with a cookie, send content-type: application/json and "
        "x-creditproof: 1");
  }
  return {};
}

Problem NotLoggedIn() {
  return {401, "NOT_LOGGED_IN",
          "没有登录或登录已过期，请重新登录 / log in, or send Authorization: "
          "Bearer"};
}

}  // namespace creditproof::gateway
