#include "services/gateway/login_state.h"

#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/crypto/digest.h"

namespace creditproof::gateway {
namespace {

constexpr std::size_t kRandomBytes = 32;
constexpr std::size_t kLongestPath = 1000;

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

std::string LoginCookie::Begin(const LoginState& state, absl::Time now) const {
  return cookie_.Set(
      absl::StrJoin(
          {state.state, state.nonce, state.verifier, state.return_path}, " "),
      now + kAge, now);
}

std::string LoginCookie::End() const { return cookie_.Remove(); }

std::optional<LoginState> LoginCookie::Open(absl::string_view cookies,
                                            absl::Time now) const {
  const auto opened = cookie_.Open(cookies, now);
  if (!opened) return {};
  const std::vector<std::string> parts =
      absl::StrSplit(opened->text, absl::MaxSplits(' ', 3));
  if (parts.size() != 4) return {};
  return LoginState{parts[0], parts[1], parts[2], parts[3]};
}

}  // namespace creditproof::gateway
