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

  bool Saw(Watch& watch, const rpc::Caller& caller,
           PresentationCount::Channel channel,
           const v1::VerifyReportResponse& answer) const {
    return watch.Saw(
        caller, channel, answer,
        []() -> std::optional<claim::ReportNumber> { return std::nullopt; },
        now_);
  }

  // How often the report was presented so, with this verdict.
  std::int64_t Counted(PresentationCount::Channel channel,
                       v1::Authenticity authenticity) const {
    const auto told =
        presentations_.Of(*claim::ReportNumber::Parse(report.report_number()));
    for (const v1::PresentationDay& day : told->days()) {
      for (const PresentationCount& count : day.counts()) {
        if (count.channel() == channel && count.authenticity() == authenticity)
          return count.count();
      }
    }
    return 0;
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

TEST_CASE_METHOD(Fixture, "A visitor who guesses slows no other down") {
  visitor_ = "0123456789abcdef";
  for (int i = 0; i < Watch::kGuessesOfVisitor.burst; ++i) {
    REQUIRE(ByNumber(Unknown(i)).ok());
  }
  CHECK(base::ReasonOf(ByNumber(report.report_number()).status()) ==
        base::Reason::REASON_OVERLOADED);
  visitor_ = "fedcba9876543210";
  CHECK(ByNumber(report.report_number()).ok());
  visitor_.clear();
  CHECK(ByNumber(report.report_number()).ok());
}

TEST_CASE_METHOD(Fixture, "Many visitors who guess let all others by") {
  Watch watch(presentations_);
  v1::VerifyReportResponse unknown;
  unknown.set_authenticity(v1::AUTHENTICITY_NOT_ISSUED);
  rpc::Caller caller{{"portal"}};
  for (int i = 0; i < Watch::kGuessesOfAllVisitors.burst; ++i) {
    caller.visitor = absl::StrCat("visitor-", i);
    REQUIRE(watch.MayAskByNumber(caller, now_).ok());
    Saw(watch, caller, PresentationCount::CHANNEL_NUMBER, unknown);
  }
  caller.visitor = "visitor-0";  // guessed once
  CHECK(base::ReasonOf(watch.MayAskByNumber(caller, now_)) ==
        base::Reason::REASON_OVERLOADED);
  caller.visitor = "who never guessed";
  CHECK(watch.MayAskByNumber(caller, now_).ok());
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
          Saw(watch, {{"portal"}}, PresentationCount::CHANNEL_PDF, altered);
    }
    return raised;
  };

  CHECK(alarms(Watch::kCopies.burst) == 0);
  CHECK(alarms(20) == 1);
  CHECK(alarms(20) == 0);
  now_ += absl::Hours(1);
  CHECK(alarms(20) == 1);
}

TEST_CASE_METHOD(Fixture, "What is a report's without being it is counted") {
  std::string changed = report.claim();
  changed.back() = static_cast<char>(changed.back() ^ 1);
  REQUIRE(ByQr(changed)->authenticity() == v1::AUTHENTICITY_ALTERED);
  CHECK(Counted(PresentationCount::CHANNEL_QR_TEXT, v1::AUTHENTICITY_ALTERED) ==
        1);

  report::v1::ReportData other = *claim::ParseReportData(report.report_data());
  other.set_status_index(other.status_index() + kPartitions);
  REQUIRE(ByQr(*claim::SignClaim(other, claim_key()))->authenticity() ==
          v1::AUTHENTICITY_UNREGISTERED);
  CHECK(Counted(PresentationCount::CHANNEL_QR_TEXT,
                v1::AUTHENTICITY_UNREGISTERED) == 1);

  now_ += absl::Hours(1);
  ingestion_is_away_ = true;
  REQUIRE(ByNumber(report.report_number())->authenticity() ==
          v1::AUTHENTICITY_CANNOT_TELL);
  CHECK(Counted(PresentationCount::CHANNEL_NUMBER,
                v1::AUTHENTICITY_CANNOT_TELL) == 1);
  v1::VerifyReportRequest digest;
  digest.set_pdf_sha256(report.pdf_sha256());
  REQUIRE(Verify(digest)->authenticity() == v1::AUTHENTICITY_CANNOT_TELL);
  CHECK(Counted(PresentationCount::CHANNEL_SHA256,
                v1::AUTHENTICITY_CANNOT_TELL) == 1);
}

TEST_CASE_METHOD(Fixture, "A number that no report has is counted for nobody") {
  const report::v1::ReportData data = Data(1, "never registered");
  REQUIRE(ByQr(*claim::SignClaim(data, claim_key()))->authenticity() ==
          v1::AUTHENTICITY_UNREGISTERED);
  CHECK(presentations_.Of(*claim::ReportNumber::Parse(data.report_number()))
            ->total_count() == 0);
}

TEST_CASE_METHOD(Fixture, "Forged copies alarm, those in doubt do not") {
  const auto number = claim::ReportNumber::Parse(report.report_number());
  const auto [verdict, alarms] = GENERATE(table<v1::Authenticity, int>({
      {v1::AUTHENTICITY_ALTERED, 1},
      {v1::AUTHENTICITY_UNREGISTERED, 1},
      {v1::AUTHENTICITY_CANNOT_TELL, 0},
  }));
  Watch watch(presentations_);
  v1::VerifyReportResponse answer;
  answer.set_authenticity(verdict);
  int raised = 0;
  for (int i = 0; i < 20; ++i) {
    raised += watch.Saw(
        {{"portal"}}, PresentationCount::CHANNEL_QR_TEXT, answer,
        [&] { return std::optional(*number); }, now_);
  }
  CHECK(raised == alarms);
}

}  // namespace
}  // namespace creditproof::verification
