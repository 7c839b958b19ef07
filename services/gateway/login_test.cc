#include "services/gateway/login.h"

#include <catch2/catch.hpp>
#include <future>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/crypto/random.h"
#include "libs/testing/http_stub.h"
#include "libs/testing/temp_directory.h"
#include "libs/token/test_provider.h"
#include "services/gateway/percent.h"

namespace creditproof::gateway {
namespace {

using nlohmann::json;

// A provider that tells all that it has to say in one document, and redeems
// any code for the tokens that a test wants.
class LoginFixture {
 public:
  LoginFixture() {
    config_.mutable_provider()->set_issuer(server_.url());
    config_.mutable_provider()->set_audience("urn:creditproof");
    config_.mutable_provider()->set_jwks_url(server_.url());
    config_.set_client_id("portal");
    config_.add_scopes("reports");
    auto made = OpenId::Make(config_, folder_.path(),
                             "https://credit.example/login/callback",
                             [this] { return now; });
    REQUIRE(made.ok());
    provider_ = *std::move(made);
    login_ = std::make_unique<Login>(
        Login::Parts{*provider_, login_cookie_, session_cookie_, visitors_,
                     waiting_, crypto::RandomBytes, [this] { return now; }});
  }

  Answer Ask(void (Login::*serve)(Exchange) const, const std::string& query,
             const std::string& cookies) {
    Request request;
    request.method = "GET";
    request.query = query;
    request.fields["cookie"] = cookies;
    if (from_our_pages) request.fields["x-creditproof"] = "1";
    std::promise<Answer> answered;
    ((*login_).*serve)({std::move(request), nullptr, [&](Answer answer) {
                          answered.set_value(std::move(answer));
                        }});
    return answered.get_future().get();
  }

  // Goes to the provider. What the gateway asked of it is in `asked`.
  Answer Begin(const std::string& return_path) {
    Answer answer =
        Ask(&Login::Begin, "return=" + PercentEncode(return_path), "");
    const std::string url = Field(answer, "location");
    const std::optional<Pairs> pairs =
        ParseQuery(url.substr(std::min(url.find('?') + 1, url.size())));
    for (const auto& [name, value] : *pairs) asked[name] = value;
    return answer;
  }

  // And comes back.
  Answer End(const std::string& state, const std::string& cookie) {
    return Ask(&Login::End,
               absl::StrCat("code=abc&state=", state,
                            "&iss=", PercentEncode(server_.url())),
               cookie);
  }

  static std::string Field(const Answer& answer, const std::string& name) {
    for (const auto& [key, value] : answer.fields) {
      if (key == name) return value;
    }
    return "";
  }

  // What a browser sends of what it was given.
  static std::string Cookie(const Answer& answer) {
    const std::string set = Field(answer, "set-cookie");
    return set.substr(0, set.find(';'));
  }

  std::string Token(const std::string& audience, const std::string& nonce,
                    const std::string& actor) const {
    token::Json claims{{"iss", server_.url()},
                       {"aud", audience},
                       {"sub", actor},
                       {"exp", absl::ToUnixSeconds(now + absl::Minutes(5))}};
    if (nonce.empty()) {
      claims["credit_code"] = "91230103TE00000103";
      claims["more"] = std::string(more_bytes, 'm');
    } else {
      claims["nonce"] = nonce;
    }
    return token::SignToken({{"alg", "ES256"}, {"kid", "k"}}, claims, key_);
  }

  absl::Time now = absl::FromUnixSeconds(1'790'000'000);
  std::map<std::string, std::string> asked;
  bool from_our_pages = true;
  std::string id_nonce;  // empty: the one that was asked for
  std::string id_actor = "user-7";
  std::string id_audience = "portal";
  std::size_t more_bytes = 0;  // in the access token
  std::string redeemed;        // what came to the token endpoint

 private:
  std::string Say(const std::string& body) {
    if (body.empty()) {
      token::Json keys = token::Json::array();
      keys.push_back(token::WebKeyOf(key_.verifying_key(), "k"));
      return json{{"issuer", server_.url()},
                  {"authorization_endpoint", server_.url() + "/auth"},
                  {"token_endpoint", server_.url()},
                  {"keys", keys}}
          .dump();
    }
    redeemed = body;
    return json{{"access_token", Token("urn:creditproof", "", "user-7")},
                {"id_token",
                 Token(id_audience,
                       id_nonce.empty() ? asked["nonce"] : id_nonce, id_actor)}}
        .dump();
  }

  const testing::TempDirectory folder_;
  const crypto::SigningKey key_ =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  testing::HttpStub server_{[this](const std::string& body) {
    return std::optional(testing::HttpOk(Say(body)));
  }};
  config::v1::Login config_;
  const crypto::Sealer sealer_ =
      *crypto::Sealer::FromKeyFile(*crypto::Sealer::GenerateKeyFile());
  const SessionCookie session_cookie_{sealer_, true};
  const LoginCookie login_cookie_{sealer_, true};
  const Visitors visitors_{session_cookie_, [this] { return now; }};
  rpc::Executor waiting_{2, 8};
  std::unique_ptr<OpenId> provider_;
  std::unique_ptr<Login> login_;
};

using Fixture = LoginFixture;

TEST_CASE_METHOD(Fixture, "Who logs in is known until the token ends") {
  const Answer sent = Begin("/apply?x=1");
  CHECK(sent.status == 303);
  CHECK(asked["client_id"] == "portal");
  CHECK(asked["scope"] == "openid reports");
  CHECK(asked["code_challenge_method"] == "S256");
  CHECK(asked["redirect_uri"] == "https://credit.example/login/callback");

  const Answer back = End(asked["state"], Cookie(sent));
  CHECK(back.status == 303);
  CHECK(Field(back, "location") == "/apply?x=1");
  const std::string set = Field(back, "set-cookie");
  CHECK(absl::StartsWith(set, "__Host-creditproof="));
  CHECK(absl::StrContains(
      set, "; Path=/; Max-Age=300; HttpOnly; SameSite=Lax; Secure"));
  // The code is of no use to who does not know the verifier.
  const auto form = ParseQuery(redeemed);
  REQUIRE(form.has_value());
  for (const auto& [name, value] : *form) {
    if (name == "code_verifier") {
      CHECK(CodeChallenge(value) == asked["code_challenge"]);
    }
  }

  const auto session = [&] {
    return json::parse(Ask(&Login::TellSession, "", Cookie(back)).body);
  };
  CHECK(session()["loggedIn"] == true);
  CHECK(session()["creditCode"] == "91230103TE00000103");
  CHECK(session()["actor"] == "user-7");
  CHECK(session()["expireTime"] == "2026-09-21T14:18:20Z");
  now += absl::Minutes(6);
  CHECK(session() == json{{"loggedIn", false}});
}

TEST_CASE_METHOD(Fixture, "Nobody is logged in by another's log-in") {
  const Answer sent = Begin("/");
  const std::string cookie = Cookie(sent);
  const auto refused = [&](const Answer& back) {
    CHECK(Field(back, "location") == "/?login=failed");
    CHECK(Field(back, "set-cookie").empty());
  };
  refused(End("another", cookie));
  refused(End(asked["state"], ""));
  refused(End("", ""));
  refused(End(asked["state"], cookie + "x"));
  const Answer later = Begin("/");
  refused(End(asked["state"], cookie));
  now += absl::Minutes(11);
  refused(End(asked["state"], Cookie(later)));
}

TEST_CASE_METHOD(Fixture,
                 "An ID token of another log-in or person is refused") {
  SECTION("nonce") { id_nonce = "other"; }
  SECTION("person") { id_actor = "user-8"; }
  SECTION("audience") { id_audience = "other"; }
  const Answer sent = Begin("/");
  const Answer back = End(asked["state"], Cookie(sent));
  CHECK(Field(back, "location") == "/?login=failed");
  CHECK(Field(back, "set-cookie").empty());
}

TEST_CASE_METHOD(Fixture, "A log-in leads to no other site") {
  for (const char* path : {"//evil.example", "https://evil.example",
                           "/\\evil.example", "", "apply"}) {
    const Answer sent = Begin(path);
    CHECK(Field(End(asked["state"], Cookie(sent)), "location") == "/");
  }
}

TEST_CASE_METHOD(Fixture, "No altered cookie is a session") {
  const Answer sent = Begin("/");
  const Answer back = End(asked["state"], Cookie(sent));
  const std::string cookie = Cookie(back);
  const auto logged_in = [&](const std::string& sent_back) {
    return json::parse(
               Ask(&Login::TellSession, "", sent_back).body)["loggedIn"] ==
           true;
  };
  CHECK(logged_in(cookie));
  const std::size_t start = cookie.find('=') + 1;
  for (std::size_t i = start; i < cookie.size(); ++i) {
    // The next letter may differ in bits alone that stand for nothing.
    for (const char put : {'A', static_cast<char>(cookie[i] + 1)}) {
      std::string altered = cookie;
      altered[i] = put;
      CHECK(logged_in(altered) == (altered == cookie));
    }
  }
  // Nor is the one of a log-in under way.
  CHECK_FALSE(logged_in("__Host-creditproof=" +
                        Cookie(sent).substr(Cookie(sent).find('=') + 1)));
}

TEST_CASE_METHOD(Fixture, "A failed log-in leads back to where it began") {
  id_nonce = "other";
  const Answer sent = Begin("/en/reports?page=2#last");
  CHECK(Field(End(asked["state"], Cookie(sent)), "location") ==
        "/en/reports?page=2&login=failed");
}

TEST_CASE_METHOD(Fixture, "A form of another site logs nobody out") {
  from_our_pages = false;
  const Answer out = Ask(&Login::LogOut, "", "");
  CHECK(out.status == 403);
  CHECK(Field(out, "set-cookie").empty());
}

TEST_CASE_METHOD(Fixture, "Who logs out is told to forget the cookie") {
  const Answer out = Ask(&Login::LogOut, "", "");
  CHECK(absl::StartsWith(Field(out, "set-cookie"),
                         "__Host-creditproof=; Path=/; Max-Age=0"));
}

TEST_CASE_METHOD(Fixture, "A token that no cookie holds logs nobody in") {
  more_bytes = SessionCookie::kMostTokenBytes;
  const std::string cookie = Cookie(Begin("/apply"));
  const Answer answer = End(asked["state"], cookie);
  CHECK(Field(answer, "location") == "/apply?login=failed");
  CHECK(Field(answer, "set-cookie").empty());
}

TEST_CASE("ID tokens must not pass for access tokens") {
  config::v1::Login config;
  config.mutable_provider()->set_audience("portal");
  config.set_client_id("portal");
  const auto made =
      OpenId::Make(config, "", "https://credit.example/login/callback",
                   [] { return absl::FromUnixSeconds(1'790'000'000); });
  CHECK(absl::IsInvalidArgument(made.status()));
  CHECK(absl::StrContains(made.status().message(), "client_id"));
}

}  // namespace
}  // namespace creditproof::gateway
