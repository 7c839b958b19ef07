#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "libs/access/ground.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"
#include "libs/token/rule_of.h"
#include "libs/token/test_provider.h"

namespace creditproof::access {
namespace {

using token::Json;
using token::RuleOf;
using token::TestProvider;

constexpr char kCode[] = "91350100M000100Y43";
constexpr char kOtherCode[] = "91350211M0001HRY57";
const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

// A judge that takes a provider's tokens through the gateway.
struct Fixture {
  TestProvider provider;
  std::vector<std::string> client_names = {"gateway"};
  Look look{.client_names = client_names, .credit_code = kCode, .now = kNow};
  Judge judge = MakeJudge();

  Judge MakeJudge() const {
    config::v1::Grounds config;
    *config.mutable_identity_provider() = provider.Config();
    config.mutable_identity_provider()->add_clients("gateway");
    return *Judge::Make(config, "");
  }

  static v1::Ground With(const std::string& token) {
    v1::Ground ground;
    ground.mutable_subject()->set_access_token(token);
    return ground;
  }

  v1::Ground TokenFor(const std::string& code) const {
    return With(provider.Token(code, kNow));
  }

  std::string RuleFor(const v1::Ground& ground) const {
    return RuleOf(judge.Admit(ground, look).status());
  }
};

TEST_CASE_METHOD(Fixture, "A subject may look by its access token") {
  const auto access = judge.Admit(TokenFor(kCode), look);
  REQUIRE(access.ok());
  CHECK(access->ground == "SUBJECT");
  CHECK(access->actor == "identity-provider/user-7");
  CHECK(access->may_see_findings);
  CHECK(access->areas.empty());
}

TEST_CASE_METHOD(Fixture, "An access token is good for no other subject") {
  look.credit_code = kOtherCode;
  CHECK(RuleFor(TokenFor(kCode)) == "OTHER_SUBJECT");
  look.credit_code = "";
  CHECK(RuleFor(TokenFor(kCode)) == "OTHER_SUBJECT");
  CHECK(RuleFor(TokenFor("")) == "OTHER_SUBJECT");
}

TEST_CASE_METHOD(Fixture,
                 "An agent may look at whom it acts for, and no other") {
  const auto agent = With(provider.Token("", kNow, [](Json& claims) {
    claims.erase("credit_code");
    claims["delegated_credit_codes"] = Json::array({kCode});
  }));
  CHECK(judge.Admit(agent, look).ok());
  look.credit_code = kOtherCode;
  CHECK(RuleFor(agent) == "OTHER_SUBJECT");
}

TEST_CASE_METHOD(Fixture, "An access token comes through its clients only") {
  for (const std::vector<std::string>& names :
       {std::vector<std::string>{"portal"}, std::vector<std::string>{}}) {
    client_names = names;
    look.client_names = client_names;
    CHECK(RuleFor(TokenFor(kCode)) == "OTHER_CLIENT");
  }
}

TEST_CASE_METHOD(Fixture, "A ground has an assertion or an access token") {
  const auto key =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  v1::Ground both = *AssertSubject(key, "portal", kCode, "user-7", kNow);
  both.mutable_subject()->set_access_token(provider.Token(kCode, kNow));
  CHECK(RuleFor(both) == "TWO_PROOFS");
  both.mutable_subject()->clear_assertion();
  CHECK(RuleFor(both) == "TWO_PROOFS");
  both.mutable_subject()->clear_signature();
  CHECK(RuleFor(both) == "TWO_PROOFS");
  CHECK(RuleFor(With("")) == "UNKNOWN_KEY");
}

TEST_CASE_METHOD(Fixture, "An access token that does not hold is refused") {
  CHECK(RuleFor(With("x")) == "MALFORMED_TOKEN");
  CHECK(RuleFor(With(TestProvider().Token(kCode, kNow))) ==
        "WRONG_TOKEN_SIGNATURE");
  look.now = kNow + absl::Hours(1);
  CHECK(RuleFor(TokenFor(kCode)) == "TOKEN_EXPIRED");
}

TEST_CASE_METHOD(Fixture, "A new key is had while the old grounds are judged") {
  const v1::Ground before = TokenFor(kCode);
  provider.Rotate();
  const v1::Ground after = TokenFor(kCode);
  CHECK(judge.Admit(before, look).ok());
  // Copies share what was read.
  const Judge copy = judge;
  while (absl::IsUnavailable(copy.Admit(after, look).status())) {
    std::this_thread::yield();
  }
  CHECK(judge.Admit(after, look).ok());
  CHECK(RuleFor(before) == "UNKNOWN_TOKEN_KEY");
}

TEST_CASE_METHOD(Fixture,
                 "Whom the provider has named before may look while "
                 "it is down") {
  provider.SetDown(true);
  CHECK(judge.Admit(TokenFor(kCode), look).ok());
}

TEST_CASE_METHOD(Fixture, "Without an identity provider no token counts") {
  judge = *Judge::Make({}, "");
  CHECK(RuleFor(TokenFor(kCode)) == "NO_IDENTITY_PROVIDER");
}

TEST_CASE("No assertion key passes for the identity provider") {
  const testing::TempDirectory directory;
  const auto key =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());
  REQUIRE(base::WriteFile(directory.path() / "portal.pem",
                          key.verifying_key().Pem())
              .ok());
  config::v1::Grounds config;
  config.add_assertion_keys()->set_key_id("identity-provider");
  config.mutable_assertion_keys(0)->set_public_key_file("portal.pem");
  CHECK(
      absl::IsInvalidArgument(Judge::Make(config, directory.path()).status()));
}

}  // namespace
}  // namespace creditproof::access
