#include "services/report_rendering/resumer.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "libs/crypto/digest.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

struct Fixture {
  Neighbours world;
  Instance instance{world};
  std::stop_source stopping;
  std::string done;

  absl::Status Settle() {
    return SettleOpen(instance.issuer(), instance.store(), stopping.get_token(),
                      done);
  }
  std::size_t OpenCount() { return instance.store().Open("")->size(); }
};

TEST_CASE_METHOD(Fixture, "After a start the registered are released") {
  world.die_after_registering = true;
  REQUIRE(!instance.Issue().ok());
  world.die_before_registering = true;
  REQUIRE(!instance.Issue(kOtherRequestId).ok());
  instance.Crash();

  REQUIRE(Settle().ok());

  CHECK(OpenCount() == 1);
  const auto& registered = world.registry.begin()->second;
  const auto released =
      instance.store().Released(*ReportName::Parse(absl::StrCat(
          "subjects/", kCode, "/reports/", registered.report_number())));
  REQUIRE(released.ok());
  CHECK(crypto::Sha256(released->pdf()) == registered.pdf_sha256());
}

TEST_CASE_METHOD(Fixture, "After a start what came to nothing is forgotten") {
  const CreditCode code = *CreditCode::Parse(kCode);
  const ReportName name{
      code, claim::ReportNumber::Make("secret", code, kClient, kRequestId)};
  REQUIRE(instance.store().Begin(name, "this").ok());
  REQUIRE(instance.kv().Sync().ok());
  instance.Crash();
  REQUIRE(OpenCount() == 1);

  CHECK(Settle().ok());

  CHECK(OpenCount() == 0);
  CHECK(world.questions == 0);
}

TEST_CASE_METHOD(Fixture,
                 "What is not answered keeps nothing behind it waiting") {
  world.die_before_registering = true;
  for (int i = 10; i < 14; ++i) {
    REQUIRE(
        !instance.Issue(absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a", i))
             .ok());
  }
  world.goes_away_after = 2;

  CHECK(absl::IsUnavailable(Settle()));
  CHECK(world.questions == 3);
  world.goes_away_after = 100;
  CHECK(Settle().ok());
  CHECK(world.questions == 4);

  done.clear();  // as when all were asked about
  CHECK(Settle().ok());
  CHECK(world.questions == 8);
}

TEST_CASE_METHOD(Fixture, "What is not answered is released while it runs") {
  const Resumer resumer(instance.issuer(), instance.store(),
                        absl::Milliseconds(1));
  world.die_after_registering = true;
  REQUIRE(!instance.Issue().ok());
  while (OpenCount() > 0) std::this_thread::yield();
  CHECK(instance.Issue()->has_report());
}

TEST_CASE_METHOD(Fixture, "What its caller settled is not settled again") {
  REQUIRE(instance.Issue().ok());
  const ReportName name = *ReportName::Parse(
      absl::StrCat("subjects/", kCode, "/reports/",
                   world.registry.begin()->second.report_number()));

  CHECK(instance.issuer().Settle(name, absl::InfiniteFuture()).ok());

  CHECK(world.questions == 0);
}

TEST_CASE_METHOD(Fixture, "What was never registered is not kept for ever") {
  world.die_before_registering = true;
  REQUIRE(!instance.Issue().ok());
  instance.now += Issuer::kUnregisteredKept;
  REQUIRE(Settle().ok());
  CHECK(OpenCount() == 1);  // a registration may still arrive

  instance.now += absl::Seconds(1);
  done.clear();
  REQUIRE(Settle().ok());

  CHECK(OpenCount() == 0);
  const auto stored = instance.kv().Scan(
      kReports, "", "", [](absl::string_view, absl::string_view) -> bool {
        FAIL("an attempt is kept");
        return false;
      });
  CHECK(stored.ok());
  world.die_before_registering = false;
  CHECK(instance.Issue()->has_report());
}

TEST_CASE_METHOD(Fixture, "What was registered is kept however old it is") {
  world.die_after_registering = true;
  REQUIRE(!instance.Issue().ok());
  instance.now += 2 * Issuer::kUnregisteredKept;
  world.goes_away_after = 0;
  CHECK(absl::IsUnavailable(Settle()));
  CHECK(OpenCount() == 1);
  world.goes_away_after = 100;
  done.clear();
  REQUIRE(Settle().ok());
  CHECK(OpenCount() == 0);
  CHECK(instance.Issue()->has_report());
}

TEST_CASE_METHOD(Fixture, "Who is told to stop asks nobody") {
  world.die_before_registering = true;
  REQUIRE(!instance.Issue().ok());
  stopping.request_stop();

  CHECK(absl::IsCancelled(Settle()));

  CHECK(world.questions == 0);
}

}  // namespace
}  // namespace creditproof::report_rendering
