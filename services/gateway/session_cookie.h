// The cookie that keeps a browser logged in: the access token, sealed. The
// gateway itself keeps nothing.
#pragma once

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/sealer.h"
#include "services/gateway/sealed_cookie.h"

namespace creditproof::gateway {

struct Session {
  std::string access_token;
  absl::Time expire_time;
};

// Thread-safe.
class SessionCookie {
 public:
  // Of its name; see CookieName.
  static constexpr absl::string_view kBaseName = "creditproof";

  // What fits into a cookie, of which browsers keep 4096 bytes (RFC 6265
  // section 6.1), sealed and in base64.
  static constexpr std::size_t kMostTokenBytes = 2900;

  // `secure`: for browsers that come by https. `sealer` must outlive it.
  SessionCookie(const crypto::Sealer& sealer, bool secure)
      : cookie_(kBaseName, "gateway session v1", sealer, secure) {}

  // The value of set-cookie that begins or ends a session.
  std::string Begin(const Session& session, absl::Time now) const;
  std::string End() const;

  // From the value of the field `cookie`. Nothing when there is none of ours
  // that still holds at `now`.
  std::optional<Session> Open(absl::string_view cookies, absl::Time now) const;

  // Whether one of its name is there, good or not.
  bool IsIn(absl::string_view cookies) const;

 private:
  const SealedCookie cookie_;
};

}  // namespace creditproof::gateway
