#include "services/gateway/session_cookie.h"

#include <algorithm>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/cookie.h"

namespace creditproof::gateway {
namespace {

constexpr absl::string_view kContext = "gateway session v1";

}  // namespace

std::string SessionCookie::name() const {
  return CookieName("creditproof", secure_);
}

std::string SessionCookie::Begin(const Session& session, absl::Time now) const {
  const std::string plain = absl::StrCat(
      absl::ToUnixSeconds(session.expire_time), " ", session.access_token);
  const auto sealed = sealer_.Seal(kContext, plain);
  if (!sealed.ok()) return End();
  return SetCookie(name(), absl::WebSafeBase64Escape(*sealed),
                   std::max(session.expire_time - now, absl::ZeroDuration()),
                   secure_);
}

std::string SessionCookie::End() const {
  return SetCookie(name(), "", absl::ZeroDuration(), secure_);
}

std::optional<Session> SessionCookie::Open(absl::string_view cookies,
                                           absl::Time now) const {
  const auto value = FindCookie(cookies, name());
  std::string sealed;
  if (!value || !absl::WebSafeBase64Unescape(*value, &sealed)) return {};
  const auto plain = sealer_.Open(kContext, sealed);
  if (!plain.ok()) return {};
  const std::vector<std::string> parts =
      absl::StrSplit(*plain, absl::MaxSplits(' ', 1));
  std::int64_t expire = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &expire)) return {};
  Session session{parts[1], absl::FromUnixSeconds(expire)};
  if (session.expire_time <= now) return {};
  return session;
}

bool SessionCookie::IsIn(absl::string_view cookies) const {
  return FindCookie(cookies, name()).has_value();
}

}  // namespace creditproof::gateway
