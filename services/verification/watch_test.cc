// What is seen of what is presented, through VerificationService.

#include "services/verification/watch.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "services/verification/verification_fixture.h"

namespace creditproof::verification {
namespace {

using v1::PresentationCount;

struct Fixture : VerificationFixture {
  const v1::RegisteredReport report = Registered();

  // A number that no report has.
  static std::string Unknown(int i) {
    return claim::ReportNumber::Make("another secret",
                                     *CreditCode::Parse(kCode), "portal",
                                     absl::StrCat("unknown-", i))
        .text();
  }

 private:
  v1::RegisteredReport Registered() {
    StartFollowing();
    v1::RegisteredReport registered = Report(Data(AppendRegistration()));
    CatchUp();
    VerificationFixture::Registered(registered);
    return registered;
  }
};

TEST_CASE_METHOD(Fixture, "Who guesses numbers has to wait, as long as told") {
  for (int i = 0; i < Watch::kGuesses.burst; ++i) {
    REQUIRE(ByNumber(Unknown(i))->authenticity() ==
            v1::AUTHENTICITY_NOT_ISSUED);
  }

  const absl::Status refused = ByNumber(Unknown(1000)).status();
  CHECK(base::ReasonOf(refused) == base::Reason::REASON_OVERLOADED);
  CHECK(absl::StrContains(refused.message(), "稍后再试"));
  // A number that exists is not told apart.
  CHECK(ByNumber(report.report_number()).status() == refused);
  // What proves itself may be shown at any time.
  CHECK(ByQr(report.claim())->authenticity() == v1::AUTHENTICITY_GENUINE);

  now_ += Watch::kGuesses.interval;
  CHECK(ByNumber(report.report_number()).ok());
}

TEST_CASE_METHOD(Fixture, "Who asks for reports that there are never waits") {
  for (int i = 0; i < 2 * Watch::kGuesses.burst; ++i) {
    REQUIRE(ByNumber(report.report_number()).ok());
  }
}

TEST_CASE_METHOD(Fixture, "A slip that the check character shows is no guess") {
  std::string slip = report.report_number();
  slip.back() = slip.back() == '0' ? '1' : '0';
  for (int i = 0; i < 2 * Watch::kGuesses.burst; ++i) {
    REQUIRE(ByNumber(slip)->authenticity() == v1::AUTHENTICITY_UNREADABLE);
  }
}

TEST_CASE_METHOD(Fixture, "Each presentation of a report is counted once") {
  REQUIRE(ByNumber(report.report_number()).ok());
  REQUIRE(ByNumber(report.report_number()).ok());
  REQUIRE(ByQr(report.claim()).ok());
  REQUIRE(ByNumber(Unknown(1)).ok());
  REQUIRE(ByPdf("no PDF").ok());

  const v1::Presentations told =
      *presentations_.Of(*claim::ReportNumber::Parse(report.report_number()));

  CHECK(told.total_count() == 3);
  REQUIRE(told.days_size() == 1);
  REQUIRE(told.days(0).counts_size() == 2);
  CHECK(told.days(0).counts(0).channel() == PresentationCount::CHANNEL_NUMBER);
  CHECK(told.days(0).counts(0).count() == 2);
  CHECK(told.days(0).counts(1).channel() == PresentationCount::CHANNEL_QR_TEXT);
}

TEST_CASE_METHOD(Fixture, "A burst of altered copies raises one alarm") {
  Watch watch(presentations_);
  v1::VerifyReportResponse altered;
  altered.set_authenticity(v1::AUTHENTICITY_ALTERED);
  altered.set_altered_copy_of(report.report_number());
  const auto alarms = [&](int copies) {
    int raised = 0;
    for (int i = 0; i < copies; ++i) {
      raised +=
          watch.Saw("portal", PresentationCount::CHANNEL_PDF, altered, now_);
    }
    return raised;
  };

  CHECK(alarms(Watch::kCopies.burst) == 0);
  CHECK(alarms(20) == 1);
  CHECK(alarms(20) == 0);
  now_ += absl::Hours(1);
  CHECK(alarms(20) == 1);
}

}  // namespace
}  // namespace creditproof::verification
