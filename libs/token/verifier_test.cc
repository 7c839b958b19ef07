#include "libs/token/verifier.h"

#include <catch2/catch.hpp>
#include <thread>

#include "libs/token/rule_of.h"
#include "libs/token/test_provider.h"

namespace creditproof::token {
namespace {

constexpr char kCode[] = "91350100M000100Y43";
const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

TEST_CASE("A token holds by the keys that its provider publishes") {
  TestProvider provider;
  const auto verifier = Verifier::Make(provider.Config(), "");
  REQUIRE(verifier.ok());
  const auto claims = (*verifier)->Verify(provider.Token(kCode, kNow), kNow);
  REQUIRE(claims.ok());
  CHECK(claims->credit_code == kCode);
  CHECK(claims->actor == TestProvider::kActor);
  CHECK(RuleOf((*verifier)
                   ->Verify(TestProvider().Token(kCode, kNow), kNow)
                   .status()) == "WRONG_TOKEN_SIGNATURE");
}

TEST_CASE(
    "After a change of keys the new one counts and the old one does not") {
  TestProvider provider;
  const auto verifier = *Verifier::Make(provider.Config(), "");
  const std::string before = provider.Token(kCode, kNow);
  provider.Rotate();
  const std::string after = provider.Token(kCode, kNow);
  CHECK(verifier->Verify(before, kNow).ok());
  while (absl::IsUnavailable(verifier->Verify(after, kNow).status())) {
    std::this_thread::yield();
  }
  CHECK(verifier->Verify(after, kNow).ok());
  CHECK(RuleOf(verifier->Verify(before, kNow).status()) == "UNKNOWN_TOKEN_KEY");
}

TEST_CASE("While the provider is down its last good keys hold") {
  TestProvider provider;
  const auto verifier = *Verifier::Make(provider.Config(), "");
  provider.SetDown(true);
  const std::string token = provider.Token(kCode, kNow);
  provider.Rotate();
  CHECK(absl::IsUnavailable(
      verifier->Verify(provider.Token(kCode, kNow), kNow).status()));
  CHECK(verifier->Verify(token, kNow).ok());
}

TEST_CASE("What is no token never has the keys read") {
  TestProvider provider;
  const auto verifier = *Verifier::Make(provider.Config(), "");
  CHECK(RuleOf(verifier->Verify("x.y.z", kNow).status()) == "MALFORMED_TOKEN");
  CHECK(provider.calls() == 1);
}

TEST_CASE("Keys come by https or from this machine") {
  config::v1::IdentityProvider config = TestProvider().Config();
  config.set_jwks_url("http://id.example/jwks");
  CHECK(absl::IsInvalidArgument(Verifier::Make(config, "").status()));
}

}  // namespace
}  // namespace creditproof::token
