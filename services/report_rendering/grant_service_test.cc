// Subjects make, list and revoke grants.
#include "services/report_rendering/grant_service.h"

#include <catch2/catch.hpp>
#include <string>

#include "services/report_rendering/service_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using report::v1::CreateGrantRequest;
using report::v1::Grant;
using Fixture = ServiceFixture;

TEST_CASE_METHOD(Fixture, "A grant is answered with its code, once") {
  const CreateGrantRequest request = GrantRequest();
  const auto made = Create(request);
  REQUIRE(made.ok());
  CHECK(claim::ReportNumber::Parse(made->code()).ok());
  CHECK(made->grant().state() == Grant::STATE_OPEN);
  CHECK(made->grant().receiver() == "某证券交易所");
  CHECK(made->grant().purpose() == "招标投标");

  const auto again = Create(request);
  REQUIRE(again.ok());
  CHECK(again->grant().name() == made->grant().name());
  CHECK(again->code().empty());
  REQUIRE(ListGrants()->grants_size() == 1);
  CHECK(ListGrants()->grants(0).name() == made->grant().name());
}

TEST_CASE_METHOD(Fixture, "A code is stored as a digest only") {
  const auto made = Create(GrantRequest());
  REQUIRE(made.ok());

  std::string stored;
  REQUIRE(instance_.kv()
              .Scan(kv::Family{4}, "", "",
                    [&](absl::string_view key, absl::string_view value) {
                      absl::StrAppend(&stored, key, value);
                      return true;
                    })
              .ok());

  CHECK(stored.find(made->grant().grant_id()) != std::string::npos);
  CHECK(stored.find(made->code()) == std::string::npos);
  CHECK(stored.find(claim::ReportNumber::Parse(made->code())->packed()) ==
        std::string::npos);
}

TEST_CASE_METHOD(Fixture, "The same request id means the same grant") {
  REQUIRE(Create(GrantRequest()).ok());
  CreateGrantRequest other = GrantRequest();
  other.mutable_grant()->set_receiver_id("bank");
  CHECK(base::ReasonOf(Create(other).status()) ==
        Reason::REASON_REQUEST_ID_REUSED);
}

TEST_CASE_METHOD(Fixture, "A grant outlives a power cut") {
  const auto made = Create(GrantRequest());
  REQUIRE(made.ok());

  instance_.Crash();
  OpenTrail();

  REQUIRE(ListGrants()->grants_size() == 1);
  CHECK(ListGrants()->grants(0).SerializeAsString() ==
        made->grant().SerializeAsString());
}

TEST_CASE_METHOD(Fixture, "What is wrong with a grant is told by its field") {
  const auto field = [this](auto change) {
    CreateGrantRequest request = GrantRequest();
    change(*request.mutable_grant());
    const absl::Status status = Create(request).status();
    CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
    return std::string(status.message());
  };
  const auto ends_in = [this](absl::Duration life) {
    return [=, this](Grant& grant) {
      grant.mutable_end_time()->set_seconds(
          absl::ToUnixSeconds(instance_.now + life));
    };
  };
  const auto names = [](const std::string& message, const char* path) {
    return message.find(path) != std::string::npos;
  };

  CHECK(names(field([](Grant& g) { g.set_receiver_id("nobody"); }),
              "grant.receiver_id"));
  CHECK(names(field([](Grant& g) {
                g.set_scenario(static_cast<record::v1::Scenario>(99));
              }),
              "grant.scenario"));
  CHECK(names(
      field([](Grant& g) { g.add_areas(static_cast<record::v1::Area>(99)); }),
      "grant.areas"));
  CHECK(names(field([](Grant& g) { g.set_period_end_date("2026-02-30"); }),
              "grant.period_end_date"));
  CHECK(names(field([](Grant& g) { g.set_purpose(std::string(601, 'x')); }),
              "grant.purpose"));
  CHECK(names(field(ends_in(absl::ZeroDuration())), "grant.end_time"));
  CHECK(names(field(ends_in(absl::Hours(24 * 90) + absl::Seconds(1))),
              "grant.end_time"));
  CreateGrantRequest longest = GrantRequest();
  ends_in(absl::Hours(24 * 90))(*longest.mutable_grant());
  CHECK(Create(longest).ok());
}

TEST_CASE_METHOD(Fixture, "Only the subject makes, lists and revokes grants") {
  const auto made = Create(GrantRequest());
  REQUIRE(made.ok());
  const std::string name = made->grant().name();
  CreateGrantRequest request = GrantRequest();
  request.set_request_id(kOtherRequestId);

  for (const access::v1::Ground& ground :
       {Duty(), On(made->grant(), made->code())}) {
    *request.mutable_ground() = ground;
    CHECK(RuleOf(Create(request).status()) == "ONLY_SUBJECT");
    CHECK(RuleOf(Revoke(name, ground).status()) == "ONLY_SUBJECT");
  }
  *request.mutable_ground() = Ground("91230199TE00000292");
  CHECK(RuleOf(Create(request).status()) == "OTHER_SUBJECT");
  CHECK(RuleOf(Revoke(name, Ground("91230199TE00000292")).status()) ==
        "OTHER_SUBJECT");
  CHECK(ListGrants()->grants(0).state() == Grant::STATE_OPEN);
}

TEST_CASE_METHOD(Fixture, "A grant is revoked once and for all") {
  const auto made = Create(GrantRequest());
  REQUIRE(made.ok());

  const auto revoked = Revoke(made->grant().name(), Ground(kCode));
  REQUIRE(revoked.ok());
  CHECK(revoked->state() == Grant::STATE_REVOKED);
  const auto again = Revoke(made->grant().name(), Ground(kCode));
  CHECK(again->SerializeAsString() == revoked->SerializeAsString());

  instance_.Crash();
  OpenTrail();
  CHECK(ListGrants()->grants(0).state() == Grant::STATE_REVOKED);
  const std::string unknown =
      absl::StrCat("subjects/", kCode, "/grants/",
                   claim::ReportNumber::Unpack(std::string(10, 'x')).text());
  CHECK(base::ReasonOf(Revoke(unknown, Ground(kCode)).status()) ==
        Reason::REASON_GRANT_NOT_FOUND);
}

TEST_CASE_METHOD(Fixture, "What becomes of grants is written down") {
  const auto made = Create(GrantRequest());
  REQUIRE(made.ok());
  REQUIRE(ListGrants().ok());
  REQUIRE(Revoke(made->grant().name(), Ground(kCode)).ok());

  const auto looks = Looks();

  REQUIRE(looks.size() == 3);
  CHECK(looks[0].method() == "CreateGrant");
  CHECK(looks[0].outcome() == "GRANTED");
  CHECK(looks[0].grant_id() == made->grant().grant_id());
  CHECK(looks[0].purpose() == "招标投标");
  CHECK(looks[1].method() == "ListGrants");
  CHECK(looks[2].outcome() == "REVOKED");
  CHECK(looks[2].grant_id() == made->grant().grant_id());
  for (const auto& look : looks) CHECK(look.subject() == kCode);
}

}  // namespace
}  // namespace creditproof::report_rendering
