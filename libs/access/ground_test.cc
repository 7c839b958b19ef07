#include "libs/access/ground.h"

#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "google/rpc/error_details.pb.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/testing/temp_directory.h"

namespace creditproof::access {
namespace {

constexpr char kCode[] = "91350100M000100Y43";
constexpr char kOtherCode[] = "91350211M0001HRY57";
const absl::Time kNow = absl::FromUnixSeconds(1'790'000'000);

crypto::SigningKey NewKey() {
  return crypto::SigningKey::FromPem(crypto::SigningKey::GeneratePem().value())
      .value();
}

// A judge that knows the key "portal" and one duty of "Finance Bureau".
struct Fixture {
  testing::TempDirectory directory;
  crypto::SigningKey portal = NewKey();
  config::v1::Grounds config;
  std::vector<std::string> client_names = {"gateway", "finance.example"};
  Look look{.client_names = client_names, .credit_code = kCode, .now = kNow};

  void ComeThrough(std::vector<std::string> names) {
    client_names = std::move(names);
    look.client_names = client_names;
  }

  Fixture() {
    const std::string pem = portal.verifying_key().Pem();
    REQUIRE(base::WriteFile(directory.path() / "portal.pem", pem).ok());
    config::v1::AssertionKey& key = *config.add_assertion_keys();
    key.set_key_id("portal");
    key.set_public_key_file("portal.pem");
    key.add_clients("gateway");
    config::v1::Duty& duty = *config.add_duties();
    duty.set_agency("Finance Bureau");
    duty.add_clients("finance.example");
    duty.add_scenarios(record::v1::SCENARIO_GOVERNMENT_INVESTMENT);
    duty.add_areas(record::v1::AREA_TAXATION);
    duty.add_areas(record::v1::AREA_PUBLIC_FINANCE);
  }

  absl::StatusOr<Access> Admit(const v1::Ground& ground) const {
    return Judge::Make(config, directory.path())->Admit(ground, look);
  }

  // The rule by which `ground` is refused.
  std::string RuleOf(const v1::Ground& ground) const {
    const absl::Status status = Admit(ground).status();
    CHECK(status.code() == absl::StatusCode::kPermissionDenied);
    CHECK(base::ReasonOf(status) == base::Reason::REASON_GROUND_REFUSED);
    google::rpc::ErrorInfo info;
    const auto payload =
        status.GetPayload("type.googleapis.com/google.rpc.ErrorInfo");
    REQUIRE((payload && info.ParseFromString(std::string(*payload))));
    return info.metadata().at("rule");
  }

  v1::Ground Assertion(const std::string& code = kCode) const {
    return AssertSubject(portal, "portal", code, "user-7", kNow).value();
  }

  // As Assertion, signed after `change`.
  v1::Ground Changed(
      const std::function<void(v1::SubjectAssertion&)>& change) const {
    v1::Ground ground = Assertion();
    v1::SubjectGround& subject = *ground.mutable_subject();
    v1::SubjectAssertion assertion;
    REQUIRE(assertion.ParseFromString(subject.assertion()));
    change(assertion);
    subject.set_assertion(assertion.SerializeAsString());
    Sign(subject);
    return ground;
  }

  void Sign(v1::SubjectGround& subject) const {
    subject.set_signature(
        portal
            .Sign(absl::StrCat("creditproof-assertion-v1", subject.assertion()),
                  crypto::SignatureForm::kDer)
            .value());
  }
};

v1::Ground Duty(const std::string& agency, record::v1::Scenario scenario) {
  v1::Ground ground;
  ground.mutable_duty()->set_agency(agency);
  ground.mutable_duty()->set_scenario(scenario);
  return ground;
}

constexpr auto kInvestment = record::v1::SCENARIO_GOVERNMENT_INVESTMENT;

TEST_CASE_METHOD(Fixture, "A subject that its portal asserts may look") {
  const auto access = Admit(Assertion());

  REQUIRE(access.ok());
  CHECK(access->ground == "SUBJECT");
  CHECK(access->actor == "portal/user-7");
  CHECK(access->may_see_findings);
  CHECK(access->areas.empty());
}

TEST_CASE_METHOD(Fixture, "A request without a ground is refused") {
  CHECK(RuleOf(v1::Ground()) == "NO_GROUND");
}

TEST_CASE_METHOD(Fixture, "An assertion by an unknown key is refused") {
  v1::Ground ground = Assertion();
  ground.mutable_subject()->set_key_id("other");
  CHECK(RuleOf(ground) == "UNKNOWN_KEY");
}

TEST_CASE_METHOD(Fixture, "Another client's assertion is refused") {
  ComeThrough({"finance.example"});
  CHECK(RuleOf(Assertion()) == "OTHER_CLIENT");
  ComeThrough({});
  CHECK(RuleOf(Assertion()) == "OTHER_CLIENT");

  config.mutable_assertion_keys(0)->add_clients("finance.example");
  ComeThrough({"finance.example"});
  CHECK(Admit(Assertion()).ok());
}

TEST_CASE_METHOD(Fixture, "An assertion that its key did not sign is refused") {
  const auto forged =
      AssertSubject(NewKey(), "portal", kCode, "user-7", kNow).value();
  CHECK(RuleOf(forged) == "WRONG_SIGNATURE");

  v1::Ground unsigned_ground = Assertion();
  unsigned_ground.mutable_subject()->clear_signature();
  CHECK(RuleOf(unsigned_ground) == "WRONG_SIGNATURE");

  v1::Ground altered = Assertion();
  altered.mutable_subject()->mutable_assertion()->back() ^= 1;
  CHECK(RuleOf(altered) == "WRONG_SIGNATURE");
}

TEST_CASE_METHOD(Fixture,
                 "What the key signed for another purpose is refused") {
  v1::Ground ground = Assertion();
  v1::SubjectGround& subject = *ground.mutable_subject();
  subject.set_signature(
      portal.Sign(subject.assertion(), crypto::SignatureForm::kDer).value());
  CHECK(RuleOf(ground) == "WRONG_SIGNATURE");
}

TEST_CASE_METHOD(Fixture, "Signed bytes that are no assertion are refused") {
  v1::Ground ground = Assertion();
  ground.mutable_subject()->set_assertion("\xff\xff");
  Sign(*ground.mutable_subject());
  CHECK(RuleOf(ground) == "MALFORMED_ASSERTION");
}

TEST_CASE_METHOD(Fixture, "An assertion about another subject is refused") {
  CHECK(RuleOf(Assertion(kOtherCode)) == "OTHER_SUBJECT");

  look.credit_code = "";
  CHECK(RuleOf(Assertion("")) == "OTHER_SUBJECT");
}

TEST_CASE_METHOD(Fixture,
                 "An assertion holds from a minute before its making") {
  look.now = kNow - absl::Minutes(1);
  CHECK(Admit(Assertion()).ok());
  look.now -= absl::Microseconds(1);
  CHECK(RuleOf(Assertion()) == "NOT_YET_VALID");
}

TEST_CASE_METHOD(Fixture, "An assertion holds until it expires") {
  look.now = kNow + absl::Minutes(5);
  CHECK(Admit(Assertion()).ok());
  look.now += absl::Microseconds(1);
  CHECK(RuleOf(Assertion()) == "EXPIRED");
}

TEST_CASE_METHOD(Fixture, "An assertion lives for 10 minutes at most") {
  const std::int64_t issued = absl::ToUnixSeconds(kNow);
  const auto living = [&](std::int64_t seconds) {
    return Changed([=](v1::SubjectAssertion& assertion) {
      assertion.mutable_expire_time()->set_seconds(issued + seconds);
    });
  };
  CHECK(Admit(living(600)).ok());
  CHECK(RuleOf(living(601)) == "LIFE");
  CHECK(RuleOf(living(0)) == "LIFE");
  CHECK(RuleOf(living(-30)) == "LIFE");
}

TEST_CASE_METHOD(Fixture, "An assertion without times is refused") {
  CHECK(RuleOf(Changed([](v1::SubjectAssertion& assertion) {
          assertion.clear_issue_time();
        })) == "LIFE");
  CHECK(RuleOf(Changed([](v1::SubjectAssertion& assertion) {
          assertion.clear_issue_time();
          assertion.clear_expire_time();
        })) == "LIFE");
}

TEST_CASE_METHOD(Fixture, "A grant counts through who judges grants only") {
  v1::Ground ground;
  ground.mutable_grant()->set_grant_id("any");
  CHECK(RuleOf(ground) == "UNKNOWN_GRANT");

  config.add_grant_clients("report-rendering.creditproof");
  CHECK(RuleOf(ground) == "UNKNOWN_GRANT");
  ComeThrough({});
  CHECK(RuleOf(ground) == "UNKNOWN_GRANT");

  ComeThrough({"report-rendering.creditproof"});
  CHECK(Admit(ground).ok());
}

TEST_CASE_METHOD(Fixture, "A grant is about one subject") {
  config.add_grant_clients("finance.example");
  v1::Ground ground;
  ground.mutable_grant()->set_grant_id("any");
  CHECK(Admit(ground).ok());
  look.credit_code = "";
  CHECK(RuleOf(ground) == "OTHER_SUBJECT");
}

TEST_CASE_METHOD(Fixture, "A grant shows no findings") {
  config.add_grant_clients("report-rendering.creditproof");
  ComeThrough({"report-rendering.creditproof"});
  v1::Ground ground;
  ground.mutable_grant()->set_grant_id("any");

  const auto access = Admit(ground);

  REQUIRE(access.ok());
  CHECK(access->ground == "GRANT");
  CHECK(access->actor == "any");
  CHECK_FALSE(access->may_see_findings);
}

TEST_CASE_METHOD(Fixture, "A registered duty may look at its areas") {
  const auto access = Admit(Duty("Finance Bureau", kInvestment));

  REQUIRE(access.ok());
  CHECK(access->ground == "DUTY");
  CHECK(access->actor == "Finance Bureau");
  CHECK(access->may_see_findings);
  CHECK(access->areas ==
        std::vector<record::v1::Area>{record::v1::AREA_PUBLIC_FINANCE,
                                      record::v1::AREA_TAXATION});
}

TEST_CASE_METHOD(Fixture, "A duty without areas covers all") {
  config.mutable_duties(0)->clear_areas();
  CHECK(Admit(Duty("Finance Bureau", kInvestment))->areas.empty());
}

TEST_CASE_METHOD(Fixture, "A duty of another agency is refused") {
  CHECK(RuleOf(Duty("Tax Bureau", kInvestment)) == "DUTY_NOT_REGISTERED");
  CHECK(RuleOf(Duty("", kInvestment)) == "DUTY_NOT_REGISTERED");
}

TEST_CASE_METHOD(Fixture, "A duty for another scenario is refused") {
  CHECK(RuleOf(Duty("Finance Bureau", record::v1::SCENARIO_OTHER)) ==
        "DUTY_NOT_REGISTERED");
  CHECK(RuleOf(Duty("Finance Bureau", record::v1::SCENARIO_UNSPECIFIED)) ==
        "DUTY_NOT_REGISTERED");
}

TEST_CASE_METHOD(Fixture, "A duty through another client is refused") {
  ComeThrough({"gateway"});
  CHECK(RuleOf(Duty("Finance Bureau", kInvestment)) == "DUTY_NOT_REGISTERED");
  ComeThrough({});
  CHECK(RuleOf(Duty("Finance Bureau", kInvestment)) == "DUTY_NOT_REGISTERED");
}

TEST_CASE_METHOD(Fixture, "A judge without configuration refuses everybody") {
  config.Clear();
  CHECK(RuleOf(Assertion()) == "UNKNOWN_KEY");
  CHECK(RuleOf(Duty("Finance Bureau", kInvestment)) == "DUTY_NOT_REGISTERED");
}

TEST_CASE_METHOD(Fixture, "A judge starts only with keys that it can read") {
  config.mutable_assertion_keys(0)->set_public_key_file("absent.pem");
  CHECK(Judge::Make(config, directory.path()).status().code() ==
        absl::StatusCode::kNotFound);

  REQUIRE(base::WriteFile(directory.path() / "absent.pem", "no key").ok());
  CHECK(Judge::Make(config, directory.path()).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

TEST_CASE_METHOD(Fixture, "A key id names one key") {
  *config.add_assertion_keys() = config.assertion_keys(0);
  CHECK(Judge::Make(config, directory.path()).status().code() ==
        absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace creditproof::access
