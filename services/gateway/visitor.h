// Who sends a request: whose token it carries, and whether it may change
// anything with it.
#pragma once

#include <optional>
#include <string>

#include "libs/base/clock.h"
#include "services/gateway/http.h"
#include "services/gateway/problem.h"
#include "services/gateway/session_cookie.h"

namespace creditproof::gateway {

struct Visitor {
  std::string access_token;  // empty: not logged in
};

// Thread-safe.
class Visitors {
 public:
  Visitors(const SessionCookie& cookie, base::Clock clock)
      : cookie_(cookie), clock_(std::move(clock)) {}

  // By `Authorization: Bearer` or, without that, by the cookie. A cookie that
  // has ended or is not ours is none.
  Visitor Of(const Request& request) const;

  // Whether a request that changes something comes from our own pages, where
  // it carries a cookie: another site can send neither JSON nor a header of
  // ours. 403 (FORBIDDEN_ORIGIN) else.
  std::optional<Problem> CheckOrigin(const Request& request) const;

 private:
  const SessionCookie& cookie_;
  const base::Clock clock_;
};

// 401.
Problem NotLoggedIn();

// 403.
Problem ForbiddenOrigin(absl::string_view detail);

}  // namespace creditproof::gateway
