// Access tokens: JWTs (RFC 7519) in the profile for OAuth 2.0 (RFC 9068), read
// as RFC 8725 advises.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "libs/crypto/web_key.h"

namespace creditproof::token {

// What must stand in a token, and where the credit code does.
struct Expected {
  std::string issuer;
  std::string audience;
  std::string credit_code_claim;
};

// What a token that holds says.
struct Claims {
  std::string actor;        // `sub`; 1 to 255 bytes of UTF-8
  std::string credit_code;  // as it stands there; empty when there is none
  std::vector<std::string> delegated_credit_codes;  // whom else it acts for
  absl::Time expire_time;

  // Whether it may act for `credit_code`.
  bool IsFor(absl::string_view credit_code) const;
};

// A token as it came: nothing of it is proven. Every failure below is
// PERMISSION_DENIED (GROUND_REFUSED) and names the rule.
class ReceivedToken {
 public:
  // MALFORMED_TOKEN: longer than 8 KiB, or no signed JWT with a key id, or with
  // an extension (`crit`) that must be understood.
  static absl::StatusOr<ReceivedToken> Parse(absl::string_view token);

  // Of the key that signed it, as it says.
  const std::string& key_id() const { return key_id_; }

  // WRONG_TOKEN_TYPE (neither at+jwt nor JWT nor unsaid), WRONG_ALGORITHM (not
  // the key's), WRONG_TOKEN_SIGNATURE, MALFORMED_TOKEN, WRONG_ISSUER,
  // WRONG_AUDIENCE, TOKEN_EXPIRED, TOKEN_NOT_YET_VALID. The two clocks may
  // differ by less than 60 s.
  absl::StatusOr<Claims> Check(const crypto::WebKey& key,
                               const Expected& expected, absl::Time now) const;

 private:
  ReceivedToken() = default;

  std::string signed_;  // header and claims, as they came
  std::string signature_;
  std::string claims_;
  std::string key_id_;
  std::string algorithm_;
  std::string type_;  // in lower case
};

}  // namespace creditproof::token
