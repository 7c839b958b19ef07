// What an access token lets its subject do, and nobody else.

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/match.h"
#include "services/report_rendering/service_fixture.h"

namespace creditproof::report_rendering {
namespace {

using report::v1::IssueReportRequest;
using token::Json;

constexpr char kOtherCode[] = "91230199TE00000292";

struct Fixture : ServiceFixture {
  std::string token = provider_.Token(kCode, instance_.now);
  std::string others = provider_.Token(kOtherCode, instance_.now);

  IssueReportRequest RequestWith(const std::string& access_token) const {
    IssueReportRequest request = Request();
    *request.mutable_ground() = WithToken(access_token);
    return request;
  }

  // How many stored values or keys hold a part of a token.
  int Stored(const std::string& access_token) {
    const std::string signature =
        access_token.substr(access_token.rfind('.') + 1);
    int found = 0;
    for (std::size_t family = 0; family < FamilySpecs().size(); ++family) {
      const auto visit = [&](absl::string_view key, absl::string_view value) {
        found += absl::StrContains(key, signature) ||
                 absl::StrContains(value, signature);
        return true;
      };
      REQUIRE(instance_.kv().Scan(kv::Family{family}, "", "", visit).ok());
    }
    for (const audit::v1::AuditEntry& look : Looks()) {
      found += absl::StrContains(look.SerializeAsString(), signature);
    }
    return found;
  }
};

TEST_CASE_METHOD(Fixture, "A business prints its report by its access token") {
  const auto issued = Issue(RequestWith(token));
  REQUIRE(issued.ok());
  CHECK(Download(issued->report().name(), WithToken(token))->pdf() ==
        issued->pdf());
  const auto looks = Looks();
  REQUIRE(looks.size() == 2);
  CHECK(looks[0].ground() == "SUBJECT");
  CHECK(looks[0].actor() == "identity-provider/user-7");
  CHECK(looks[0].client() == kClient);
}

TEST_CASE_METHOD(Fixture,
                 "Who carries a token prints for its subject and nobody else") {
  const auto refused = Issue(RequestWith(others));
  CHECK(absl::IsPermissionDenied(refused.status()));
  CHECK(RuleOf(refused.status()) == "OTHER_SUBJECT");
  CHECK(world_.checks == 0);
  CHECK(world_.registry.empty());

  const auto issued = Issue(RequestWith(token));
  REQUIRE(issued.ok());
  CHECK(RuleOf(Issue(RequestWith(others)).status()) == "OTHER_SUBJECT");
  const std::string name = issued->report().name();
  CHECK(RuleOf(Download(name, WithToken(others)).status()) == "OTHER_SUBJECT");
  CHECK(RuleOf(Get(name, WithToken(others)).status()) == "OTHER_SUBJECT");
  CHECK(RuleOf(Preview(WithToken(others)).status()) == "OTHER_SUBJECT");
  for (const audit::v1::AuditEntry& look : Looks()) {
    CHECK((look.actor().empty()) == (look.outcome() == "GROUND_REFUSED"));
  }
}

TEST_CASE_METHOD(Fixture, "An agent prints for whom it acts") {
  const auto agent =
      provider_.Token(kOtherCode, instance_.now, [](Json& claims) {
        claims["delegated_credit_codes"] = Json::array({kCode});
      });
  CHECK(Issue(RequestWith(agent)).ok());
}

TEST_CASE_METHOD(Fixture, "The check judges the access token again") {
  REQUIRE(Issue(RequestWith(token)).ok());
  CHECK(world_.last_check.ground().subject().access_token() == token);
}

TEST_CASE_METHOD(Fixture, "An access token is stored nowhere") {
  // Whatever a request leaves when it is cut off, and when it is not.
  world_.die_before_registering = true;
  REQUIRE_FALSE(Issue(RequestWith(token)).ok());
  CHECK(Stored(token) == 0);
  world_.die_before_registering = false;
  REQUIRE(Issue(RequestWith(token)).ok());
  CHECK(Stored(token) == 0);
  CHECK_FALSE(Issue(RequestWith(others)).ok());
  CHECK(Stored(others) == 0);
  report::v1::CreateGrantRequest grant = GrantRequest();
  *grant.mutable_ground() = WithToken(token);
  REQUIRE(Create(grant).ok());
  CHECK(Stored(token) == 0);
}

TEST_CASE_METHOD(Fixture,
                 "A request that was cut off is settled without a "
                 "token, and goes on with another") {
  world_.die_after_registering = true;
  REQUIRE_FALSE(Issue(RequestWith(token)).ok());
  world_.die_after_registering = false;
  instance_.now += absl::Hours(1);
  CHECK(RuleOf(Issue(RequestWith(token)).status()) == "TOKEN_EXPIRED");

  const auto open = instance_.store().Open("");
  REQUIRE(open.ok());
  REQUIRE(open->size() == 1);
  REQUIRE(
      instance_.issuer().Settle(open->front(), absl::InfiniteFuture()).ok());
  const auto issued = Issue(RequestWith(provider_.Token(kCode, instance_.now)));
  REQUIRE(issued.ok());
  CHECK(world_.registry.begin()->second.pdf_sha256() ==
        issued->report().pdf_sha256());
  CHECK(world_.checks == 1);
}

TEST_CASE_METHOD(Fixture, "While a new key is read nobody is called refused") {
  provider_.SetDown(true);
  provider_.Rotate();
  const auto answer = Issue(RequestWith(provider_.Token(kCode, instance_.now)));
  CHECK(absl::IsUnavailable(answer.status()));
  const auto looks = Looks();
  REQUIRE(looks.size() == 1);
  CHECK(looks[0].outcome() == "UNAVAILABLE");
  CHECK(looks[0].actor().empty());
}

}  // namespace
}  // namespace creditproof::report_rendering
