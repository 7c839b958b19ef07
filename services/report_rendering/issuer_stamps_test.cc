// What is issued when the policy asks for time stamps.
#include <catch2/catch.hpp>
#include <string>

#include "libs/crypto/digest.h"
#include "libs/report/time_stamp.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using policy::v1::TIME_STAMPING_IF_AVAILABLE;
using policy::v1::TIME_STAMPING_NONE;
using policy::v1::TIME_STAMPING_REQUIRED;
using policy::v1::TIME_STAMPING_UNSPECIFIED;

struct Fixture {
  report::v1::ReportData Registered() const {
    REQUIRE(world.registry.size() == 1);
    return claim::ParseReportData(world.registry.begin()->second.report_data())
        .value();
  }

  Neighbours world;
  Instance instance{world};
};

TEST_CASE_METHOD(Fixture, "A report says that it is stamped as policy asks") {
  const auto [asked, stamped] = GENERATE(
      table<policy::v1::TimeStamping, bool>({{TIME_STAMPING_UNSPECIFIED, false},
                                             {TIME_STAMPING_NONE, false},
                                             {TIME_STAMPING_IF_AVAILABLE, true},
                                             {TIME_STAMPING_REQUIRED, true}}));
  world.time_stamping = asked;
  REQUIRE(instance.Issue().ok());
  CHECK(Registered().time_stamped() == stamped);
}

TEST_CASE_METHOD(Fixture, "Without a required stamp nothing is issued") {
  world.time_stamping = TIME_STAMPING_REQUIRED;
  world.stamp_error = report::NoTimeStamp("the server is down");

  const absl::Status refused = instance.Issue().status();

  CHECK(absl::IsUnavailable(refused));
  CHECK(base::ReasonOf(refused) == Reason::REASON_TIME_STAMP_UNAVAILABLE);
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture, "A request that found no stamp goes on later") {
  world.time_stamping = TIME_STAMPING_REQUIRED;
  world.stamp_error = report::NoTimeStamp("the server is down");
  REQUIRE(absl::IsUnavailable(instance.Issue().status()));
  instance.Crash();
  world.stamp_error = absl::OkStatus();

  const auto issued = instance.Issue();
  instance.Crash();
  const auto again = instance.Issue();

  REQUIRE(issued.ok());
  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == issued->SerializeAsString());
  CHECK(Registered().time_stamped());
}

TEST_CASE_METHOD(Fixture, "Without a stamp that need not be there it is not") {
  world.time_stamping = TIME_STAMPING_IF_AVAILABLE;
  world.stamp_error = report::NoTimeStamp("the server is down");

  const auto issued = instance.Issue();
  world.stamp_error = absl::OkStatus();
  const auto again = instance.Issue();

  REQUIRE(issued.ok());
  CHECK_FALSE(Registered().time_stamped());
  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == issued->SerializeAsString());
  // The claim is of the data without a stamp.
  const auto& registered = world.registry.begin()->second;
  CHECK(claim::CheckClaimBelongs(*claim::ParseClaim(registered.claim()),
                                 registered.report_data())
            .ok());
}

TEST_CASE_METHOD(Fixture, "A stamped request that is cut off issues once") {
  world.time_stamping = TIME_STAMPING_REQUIRED;
  bool Neighbours::*crash =
      GENERATE(&Neighbours::die_at_print, &Neighbours::die_before_registering,
               &Neighbours::die_after_registering);
  world.*crash = true;
  REQUIRE(absl::IsUnavailable(instance.Issue().status()));
  instance.Crash();
  world.*crash = false;

  const auto issued = instance.Issue();

  REQUIRE(issued.ok());
  CHECK(Registered().time_stamped());
  CHECK(world.registry.begin()->second.pdf_sha256() ==
        crypto::Sha256(issued->pdf()));
}

TEST_CASE_METHOD(Fixture, "What else fails at the press is no missing stamp") {
  world.time_stamping = TIME_STAMPING_IF_AVAILABLE;
  world.print_error = absl::UnavailableError("something else");
  CHECK(absl::IsUnavailable(instance.Issue().status()));
  CHECK(world.registry.empty());
}

}  // namespace
}  // namespace creditproof::report_rendering
