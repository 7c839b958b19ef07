#include "services/gateway/open_id.h"

#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/http/request.h"
#include "libs/rpc/config.h"
#include "libs/token/jose.h"
#include "services/gateway/percent.h"

namespace creditproof::gateway {
namespace {

constexpr absl::Duration kPatience = absl::Seconds(5);
constexpr absl::Duration kRefresh = absl::Hours(1);
constexpr absl::Duration kRetry = absl::Minutes(1);
// While there is nothing to go on with, and whoever logs in is sent away.
constexpr absl::Duration kFirstRetry = absl::Seconds(2);
constexpr std::size_t kMostBytes = 64 * 1024;
constexpr char kForm[] = "application/x-www-form-urlencoded";

// No member when `text` is no object.
token::Json Read(absl::string_view text) {
  return token::ReadObject(text).value_or(token::Json::object());
}

// Empty when `object` has no such string.
std::string StringIn(const token::Json& object, const char* name) {
  return token::StringIn(object, name).value_or("");
}

std::string Form(const Pairs& pairs) {
  return absl::StrJoin(pairs, "&", [](std::string* out, const auto& pair) {
    absl::StrAppend(out, PercentEncode(pair.first), "=",
                    PercentEncode(pair.second));
  });
}

// Of a token whose signature holds.
token::Json ClaimsOf(const std::string& token) {
  const std::vector<std::string> parts = absl::StrSplit(token, '.');
  if (parts.size() != 3) return token::Json::object();
  return Read(token::ReadBase64Url(parts[1]).value_or(""));
}

absl::Status Refused(absl::string_view why) {
  return absl::PermissionDeniedError(why);
}

}  // namespace

absl::StatusOr<std::unique_ptr<OpenId>> OpenId::Make(
    const config::v1::Login& config, const std::filesystem::path& folder,
    std::string callback, base::Clock clock) {
  if (config.client_id() == config.provider().audience()) {
    return absl::InvalidArgumentError(
        "login: client_id is the provider's audience, so that ID tokens would "
        "pass for access tokens: have the back ends named otherwise");
  }
  const std::string& ca = config.provider().ca_file();
  std::unique_ptr<OpenId> made(
      new OpenId(config, ca.empty() ? "" : rpc::Resolve(folder, ca).string(),
                 std::move(callback), std::move(clock)));
  if (!config.client_secret_file().empty()) {
    ASSIGN_OR_RETURN(
        const std::string secret,
        base::ReadFile(rpc::Resolve(folder, config.client_secret_file())));
    made->client_secret_ = std::string(absl::StripAsciiWhitespace(secret));
  }
  ASSIGN_OR_RETURN(made->access_tokens_,
                   token::Verifier::Make(config.provider(), folder));
  // An ID token is for who asked for it, and not for the back ends.
  config::v1::IdentityProvider for_us = config.provider();
  for_us.set_audience(config.client_id());
  ASSIGN_OR_RETURN(made->id_tokens_, token::Verifier::Make(for_us, folder));
  return made;
}

absl::StatusOr<OpenId::Endpoints> OpenId::ReadEndpoints() const {
  ASSIGN_OR_RETURN(
      const std::string body,
      http::Get({absl::StrCat(issuer(), "/.well-known/openid-configuration"),
                 "", ca_file_, kPatience, kMostBytes}));
  const token::Json said = Read(body);
  if (StringIn(said, "issuer") != issuer()) {
    return absl::UnavailableError("the provider is of another issuer");
  }
  Endpoints endpoints{StringIn(said, "authorization_endpoint"),
                      StringIn(said, "token_endpoint")};
  RETURN_IF_ERROR(http::CheckSecureUrl(endpoints.authorization));
  RETURN_IF_ERROR(http::CheckSecureUrl(endpoints.token));
  return endpoints;
}

// While it cannot be read anew the last one holds.
absl::StatusOr<OpenId::Endpoints> OpenId::Discover() {
  const std::lock_guard lock(mutex_);
  if (clock_() >= read_again_at_) {
    const absl::StatusOr<Endpoints> read = ReadEndpoints();
    if (read.ok()) {
      endpoints_ = *read;
    } else if (!endpoints_.ok()) {
      endpoints_ = absl::UnavailableError(read.status().message());
    }
    read_again_at_ = clock_() + (read.ok()         ? kRefresh
                                 : endpoints_.ok() ? kRetry
                                                   : kFirstRetry);
  }
  return endpoints_;
}

absl::StatusOr<std::string> OpenId::AuthorizationUrl(const LoginState& login) {
  ASSIGN_OR_RETURN(const Endpoints endpoints, Discover());
  std::vector<std::string> scopes = {"openid"};
  scopes.insert(scopes.end(), config_.scopes().begin(), config_.scopes().end());
  const char* joint =
      absl::StrContains(endpoints.authorization, '?') ? "&" : "?";
  return absl::StrCat(endpoints.authorization, joint,
                      Form({{"response_type", "code"},
                            {"client_id", config_.client_id()},
                            {"redirect_uri", callback_},
                            {"scope", absl::StrJoin(scopes, " ")},
                            {"state", login.state},
                            {"nonce", login.nonce},
                            {"code_challenge", CodeChallenge(login.verifier)},
                            {"code_challenge_method", "S256"}}));
}

absl::StatusOr<Session> OpenId::Redeem(const std::string& code,
                                       const LoginState& login) {
  ASSIGN_OR_RETURN(const Endpoints endpoints, Discover());
  Pairs form = {{"grant_type", "authorization_code"},
                {"code", code},
                {"redirect_uri", callback_},
                {"client_id", config_.client_id()},
                {"code_verifier", login.verifier}};
  if (!client_secret_.empty()) {
    form.emplace_back("client_secret", client_secret_);
  }
  ASSIGN_OR_RETURN(
      const std::string body,
      http::Post({endpoints.token, kForm, ca_file_, kPatience, kMostBytes},
                 Form(form)));
  const token::Json said = Read(body);
  const std::string access_token = StringIn(said, "access_token");
  ASSIGN_OR_RETURN(const token::Claims claims,
                   access_tokens_->Verify(access_token, clock_()));
  RETURN_IF_ERROR(
      CheckIdToken(StringIn(said, "id_token"), login.nonce, claims.actor));
  if (access_token.size() > SessionCookie::kMostTokenBytes) {
    return absl::ResourceExhaustedError(
        absl::StrCat("the access token has ", access_token.size(),
                     " bytes; a cookie holds ", SessionCookie::kMostTokenBytes,
                     ": have the provider name fewer delegated_credit_codes"));
  }
  return Session{access_token, claims.expire_time};
}

absl::Status OpenId::CheckIdToken(const std::string& id_token,
                                  const std::string& nonce,
                                  const std::string& actor) {
  ASSIGN_OR_RETURN(const token::Claims claims,
                   id_tokens_->Verify(id_token, clock_()));
  if (StringIn(ClaimsOf(id_token), "nonce") != nonce) {
    return Refused("the ID token is of another log-in");
  }
  if (claims.actor != actor) return Refused("the two tokens are of two people");
  return absl::OkStatus();
}

}  // namespace creditproof::gateway
