#include "services/gateway/login.h"

#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/log.h"
#include "services/gateway/json.h"
#include "services/gateway/percent.h"
#include "services/gateway/problem.h"

namespace creditproof::gateway {
namespace {

using nlohmann::ordered_json;

// The first of that name; empty when there is none.
std::string Parameter(const Request& request, const std::string& name) {
  const std::optional<Pairs> pairs = ParseQuery(request.query);
  if (!pairs) return "";
  for (const auto& [key, value] : *pairs) {
    if (key == name) return value;
  }
  return "";
}

Answer Redirect(std::string location) {
  Answer answer;
  answer.status = 303;
  answer.fields = {{"location", std::move(location)},
                   {"cache-control", "no-store"}};
  return answer;
}

// The page where the log-in began tells of it; why stands in the log.
Answer Failed(const absl::Status& why, absl::string_view return_path) {
  base::Log(base::Severity::kWarning, "login_failed",
            {{"why", why.ToString()}});
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(return_path, absl::MaxSplits('#', 1));
  return Redirect(absl::StrCat(
      parts.first, absl::StrContains(parts.first, '?') ? "&" : "?",
      "login=", absl::IsUnavailable(why) ? "unavailable" : "failed"));
}

ordered_json SessionJson(const token::Claims& claims) {
  return {
      {"loggedIn", true},
      {"creditCode", claims.credit_code},
      {"delegatedCreditCodes", claims.delegated_credit_codes},
      {"actor", claims.actor},
      {"expireTime", absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", claims.expire_time,
                                      absl::UTCTimeZone())}};
}

}  // namespace

void TellNoSession(const Exchange& exchange) {
  exchange.answer(JsonAnswer(R"({"loggedIn":false})"));
}

void Login::Wait(Exchange exchange,
                 Answer (Login::*answer)(const Request&) const) const {
  const auto shared = std::make_shared<Exchange>(std::move(exchange));
  const absl::Status accepted = parts_.waiting.Submit([this, shared, answer] {
    shared->answer((this->*answer)(shared->request));
  });
  if (!accepted.ok()) shared->answer(AnswerOf(ProblemOf(accepted)));
}

void Login::Begin(Exchange exchange) const {
  Wait(std::move(exchange), &Login::Send);
}

void Login::End(Exchange exchange) const {
  Wait(std::move(exchange), &Login::Redeem);
}

Answer Login::Send(const Request& request) const {
  const LoginState login =
      NewLogin(Parameter(request, "return"), parts_.random);
  const auto url = parts_.provider.AuthorizationUrl(login);
  if (!url.ok()) return Failed(url.status(), login.return_path);
  Answer answer = Redirect(*url);
  answer.fields.emplace_back("set-cookie",
                             parts_.login.Begin(login, parts_.clock()));
  return answer;
}

Answer Login::Redeem(const Request& request) const {
  const auto login = parts_.login.Open(request.field("cookie"), parts_.clock());
  const std::string issuer = Parameter(request, "iss");
  if (!login || Parameter(request, "state") != login->state ||
      (!issuer.empty() && issuer != parts_.provider.issuer())) {
    return Failed(absl::PermissionDeniedError("of another log-in"), "/");
  }
  const std::string code = Parameter(request, "code");
  if (code.empty()) {
    return Failed(absl::PermissionDeniedError("the provider gave no code"),
                  login->return_path);
  }
  const absl::StatusOr<Session> session = parts_.provider.Redeem(code, *login);
  if (!session.ok()) return Failed(session.status(), login->return_path);
  Answer answer = Redirect(login->return_path);
  answer.fields.emplace_back("set-cookie",
                             parts_.session.Begin(*session, parts_.clock()));
  answer.fields.emplace_back("set-cookie", parts_.login.End());
  return answer;
}

// A form of another site comes without the cookie, and would be let pass.
void Login::LogOut(Exchange exchange) const {
  if (exchange.request.field("x-creditproof") != "1") {
    return exchange.answer(AnswerOf(ForbiddenOrigin("send x-creditproof: 1")));
  }
  Answer answer = JsonAnswer("{}");
  answer.fields.emplace_back("set-cookie", parts_.session.End());
  exchange.answer(std::move(answer));
}

void Login::TellSession(Exchange exchange) const {
  const Visitor visitor = parts_.visitors.Of(exchange.request);
  if (visitor.access_token.empty()) return TellNoSession(exchange);
  const auto claims = parts_.provider.access_tokens().Verify(
      visitor.access_token, parts_.clock());
  if (!claims.ok()) return TellNoSession(exchange);
  exchange.answer(JsonAnswer(Text(SessionJson(*claims))));
}

}  // namespace creditproof::gateway
