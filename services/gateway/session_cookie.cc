#include "services/gateway/session_cookie.h"

namespace creditproof::gateway {

std::string SessionCookie::Begin(const Session& session, absl::Time now) const {
  return cookie_.Set(session.access_token, session.expire_time, now);
}

std::string SessionCookie::End() const { return cookie_.Remove(); }

std::optional<Session> SessionCookie::Open(absl::string_view cookies,
                                           absl::Time now) const {
  const auto opened = cookie_.Open(cookies, now);
  if (!opened || opened->text.empty()) return {};
  return Session{opened->text, opened->end};
}

bool SessionCookie::IsIn(absl::string_view cookies) const {
  return cookie_.IsIn(cookies);
}

}  // namespace creditproof::gateway
