#include "services/gateway/login_state.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/crypto/digest.h"
#include "services/gateway/cookie.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kLongestPath = 1000;
constexpr absl::string_view kContext = "gateway login v1";

// `//host` and `/\host` are other sites to browsers.
bool IsOurs(absl::string_view path) {
  return absl::StartsWith(path, "/") && path.size() <= kLongestPath &&
         !absl::StartsWith(path, "//") && !absl::StrContains(path, '\\');
}

}  // namespace

LoginState NewLogin(absl::string_view return_path, const Random& random) {
  const auto text = [&] {
    return absl::WebSafeBase64Escape(random(kRandomBytes));
  };
  return {text(), text(), text(),
          IsOurs(return_path) ? std::string(return_path) : "/"};
}

std::string CodeChallenge(const std::string& verifier) {
  return absl::WebSafeBase64Escape(crypto::Sha256(verifier));
}

std::string LoginCookie::name() const {
  return CookieName("creditproof-login", secure_);
}

std::string LoginCookie::Begin(const LoginState& state, absl::Time now) const {
  const std::string plain =
      absl::StrJoin({absl::StrCat(absl::ToUnixSeconds(now + kAge)), state.state,
                     state.nonce, state.verifier, state.return_path},
                    " ");
  const auto sealed = sealer_.Seal(kContext, plain);
  if (!sealed.ok()) return End();
  return SetCookie(name(), absl::WebSafeBase64Escape(*sealed), kAge, secure_);
}

std::string LoginCookie::End() const {
  return SetCookie(name(), "", absl::ZeroDuration(), secure_);
}

std::optional<LoginState> LoginCookie::Open(absl::string_view cookies,
                                            absl::Time now) const {
  const auto value = FindCookie(cookies, name());
  std::string sealed;
  if (!value || !absl::WebSafeBase64Unescape(*value, &sealed)) return {};
  const auto plain = sealer_.Open(kContext, sealed);
  if (!plain.ok()) return {};
  const std::vector<std::string> parts =
      absl::StrSplit(*plain, absl::MaxSplits(' ', 4));
  std::int64_t end = 0;
  if (parts.size() != 5 || !absl::SimpleAtoi(parts[0], &end) ||
      absl::FromUnixSeconds(end) <= now) {
    return {};
  }
  return LoginState{parts[1], parts[2], parts[3], parts[4]};
}

}  // namespace creditproof::gateway
