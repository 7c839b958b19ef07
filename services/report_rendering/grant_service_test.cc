// Subjects make, list and revoke grants.
#include "services/report_rendering/grant_service.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_format.h"
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
              .Scan(kGrants, "", "",
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

TEST_CASE_METHOD(Fixture, "A grant that can never be used is not made") {
  CreateGrantRequest request = GrantRequest();
  std::string field;
  SECTION("a character that no face has") {
    request.mutable_grant()->set_purpose("投标\xF0\x92\x80\x80");
    field = "grant.purpose: has U+12000";
  }
  SECTION("a period that the policy does not allow") {
    request.mutable_grant()->set_period_start_date("1999-01-01");
    world_.check_error =
        base::InvalidField("period_start_date", "lies too far back");
    field = "grant.period_start_date: lies too far back";
  }

  const auto made = Create(request);

  CHECK(base::ReasonOf(made.status()) == Reason::REASON_INVALID_FIELD);
  CHECK(made.status().message().find(field) == 0);
  CHECK(ListGrants()->grants().empty());
}

TEST_CASE_METHOD(Fixture, "A period is checked as the subject would be") {
  CreateGrantRequest request = GrantRequest();
  request.mutable_grant()->set_period_start_date("2024-01-01");
  request.mutable_grant()->add_areas(record::v1::AREA_TAXATION);
  REQUIRE(Create(request).ok());
  CHECK(world_.last_check.period_start_date() == "2024-01-01");
  CHECK(world_.last_check.areas(0) == record::v1::AREA_TAXATION);
  CHECK(world_.last_check.ground().has_subject());

  // What was made is answered again whatever the policy has become.
  world_.check_error = base::InvalidField("period_start_date", "is too far");
  CHECK(Create(request).ok());
  request.set_request_id(kOtherRequestId);
  CHECK_FALSE(Create(request).ok());
}

TEST_CASE_METHOD(Fixture, "A subject has so many open grants and no more") {
  const auto numbered = [this](std::size_t number) {
    CreateGrantRequest request = GrantRequest();
    request.set_request_id(absl::StrFormat(
        "0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f%04d", static_cast<int>(number)));
    return request;
  };
  const auto first = Create(numbered(0));
  REQUIRE(first.ok());
  for (std::size_t i = 1; i < Grants::kMostOpen; ++i) {
    REQUIRE(Create(numbered(i)).ok());
  }

  const auto refused = Create(numbered(Grants::kMostOpen));

  CHECK(absl::IsResourceExhausted(refused.status()));
  CHECK_THAT(std::string(refused.status().message()),
             Catch::Contains("100 open grants"));
  CHECK(Create(numbered(0)).ok());  // is answered again
  REQUIRE(Revoke(first->grant().name(), Ground(kCode)).ok());
  CHECK(Create(numbered(Grants::kMostOpen)).ok());
  CHECK_FALSE(Create(numbered(Grants::kMostOpen + 1)).ok());
  instance_.now += absl::Hours(24 * 8);  // they have ended
  CreateGrantRequest later = GrantRequest();
  CHECK(Create(later).ok());
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
