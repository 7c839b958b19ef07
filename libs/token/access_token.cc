#include "libs/token/access_token.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "libs/base/status_macros.h"
#include "libs/token/jose.h"
#include "libs/token/key_set.h"
#include "libs/token/refused.h"

namespace creditproof::token {
namespace {

constexpr std::size_t kMostBytes = 8192;
constexpr std::size_t kMostActorBytes = 255;  // OpenID Connect Core, section 2
constexpr double kLastSecond = 253402300799;  // of the year 9999
constexpr absl::Duration kLeeway = absl::Seconds(60);
constexpr char kDelegations[] = "delegated_credit_codes";

absl::Status Malformed(absl::string_view why) {
  return Refused("MALFORMED_TOKEN", why);
}

// Of a header; unsaid means a JWT.
std::string TypeIn(const Json& header) {
  if (!header.contains("typ")) return "jwt";
  return absl::AsciiStrToLower(StringIn(header, "typ").value_or(""));
}

bool IsAccessTokenType(absl::string_view type) {
  return type == "at+jwt" || type == "application/at+jwt" || type == "jwt";
}

// `aud` is one string or several.
bool IsAddressedTo(const Json& claims, const std::string& audience) {
  const auto named = claims.find("aud");
  if (named == claims.end()) return false;
  if (named->is_string()) return *named == audience;
  return named->is_array() &&
         std::find(named->begin(), named->end(), audience) != named->end();
}

absl::StatusOr<absl::Time> TimeOf(const Json& value) {
  const double seconds = value.is_number() ? value.get<double>() : -1;
  if (!(seconds >= 0 && seconds <= kLastSecond)) {
    return Malformed("a time of the access token is none");
  }
  return absl::UnixEpoch() + absl::Seconds(seconds);
}

// The time of expiry. A token without one is refused.
absl::StatusOr<absl::Time> CheckTimes(const Json& claims, absl::Time now) {
  if (!claims.contains("exp")) {
    return Malformed("the access token says no time of expiry");
  }
  ASSIGN_OR_RETURN(const absl::Time expires, TimeOf(claims.at("exp")));
  if (now >= expires + kLeeway) {
    return Refused("TOKEN_EXPIRED",
                   "登录已过期，请重新登录 (the access token has expired)");
  }
  if (!claims.contains("nbf")) return expires;
  ASSIGN_OR_RETURN(const absl::Time begins, TimeOf(claims.at("nbf")));
  if (now <= begins - kLeeway) {
    return Refused("TOKEN_NOT_YET_VALID", "the access token is not valid yet");
  }
  return expires;
}

absl::StatusOr<std::vector<std::string>> DelegationsIn(const Json& claims) {
  std::vector<std::string> codes;
  const auto listed = claims.find(kDelegations);
  if (listed == claims.end()) return codes;
  const auto is_text = [](const Json& code) { return code.is_string(); };
  if (!listed->is_array() ||
      !std::all_of(listed->begin(), listed->end(), is_text)) {
    return Malformed("delegated_credit_codes is no list of strings");
  }
  return listed->get<std::vector<std::string>>();
}

absl::StatusOr<Claims> ReadSubject(const Json& claims,
                                   const std::string& credit_code_claim) {
  Claims read;
  read.actor = StringIn(claims, "sub").value_or("");
  if (read.actor.empty() || read.actor.size() > kMostActorBytes) {
    return Malformed("sub of the access token has not 1 to 255 bytes");
  }
  if (claims.contains(credit_code_claim) &&
      !claims.at(credit_code_claim).is_string()) {
    return Malformed("the credit code of the access token is no string");
  }
  read.credit_code = StringIn(claims, credit_code_claim.c_str()).value_or("");
  ASSIGN_OR_RETURN(read.delegated_credit_codes, DelegationsIn(claims));
  return read;
}

}  // namespace

bool Claims::IsFor(absl::string_view code) const {
  if (code.empty()) return false;
  return credit_code == code ||
         std::find(delegated_credit_codes.begin(), delegated_credit_codes.end(),
                   code) != delegated_credit_codes.end();
}

absl::StatusOr<ReceivedToken> ReceivedToken::Parse(absl::string_view token) {
  if (token.size() > kMostBytes) {
    return Malformed("the access token is longer than 8192 bytes");
  }
  const std::vector<absl::string_view> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) {
    return Malformed("the access token is not three parts with dots between");
  }
  const std::optional<std::string> header = ReadBase64Url(parts[0]);
  std::optional<std::string> claims = ReadBase64Url(parts[1]);
  std::optional<std::string> signature = ReadBase64Url(parts[2]);
  if (!header || !claims || !signature) {
    return Malformed("a part of the access token is not base64url");
  }
  std::optional<Json> read = ReadObject(*header);
  if (!read) return Malformed("the header of the access token is no object");
  if (read->contains("crit")) {
    return Malformed("the access token has an extension that is not known");
  }
  ReceivedToken received;
  received.key_id_ = StringIn(*read, "kid").value_or("");
  if (received.key_id_.empty()) {
    return Malformed("the access token does not name the key that signed it");
  }
  received.signed_ =
      std::string(token.substr(0, parts[0].size() + 1 + parts[1].size()));
  received.signature_ = *std::move(signature);
  received.claims_ = *std::move(claims);
  received.algorithm_ = StringIn(*read, "alg").value_or("");
  received.type_ = TypeIn(*read);
  return received;
}

absl::StatusOr<Claims> ReceivedToken::Check(const crypto::WebKey& key,
                                            const Expected& expected,
                                            absl::Time now) const {
  if (!IsAccessTokenType(type_)) {
    return Refused("WRONG_TOKEN_TYPE", "this is a token for something else");
  }
  if (algorithm_ != AlgorithmName(key.kind())) {
    return Refused("WRONG_ALGORITHM",
                   "the access token is not signed as its key signs");
  }
  if (!key.Verify(signed_, signature_).ok()) {
    return Refused("WRONG_TOKEN_SIGNATURE",
                   "the access token is not signed by its key");
  }
  const std::optional<Json> claims = ReadObject(claims_);
  if (!claims) return Malformed("the claims of the access token are no object");
  if (StringIn(*claims, "iss") != expected.issuer) {
    return Refused("WRONG_ISSUER", "the access token is of another issuer");
  }
  if (!IsAddressedTo(*claims, expected.audience)) {
    return Refused("WRONG_AUDIENCE", "the access token is for another service");
  }
  ASSIGN_OR_RETURN(const absl::Time expires, CheckTimes(*claims, now));
  ASSIGN_OR_RETURN(Claims read,
                   ReadSubject(*claims, expected.credit_code_claim));
  read.expire_time = expires;
  return read;
}

}  // namespace creditproof::token
