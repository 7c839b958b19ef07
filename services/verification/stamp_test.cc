// What is said of the time stamp of a report, by a real authority of OpenSSL's.
#include <catch2/catch.hpp>
#include <string>

#include "absl/time/clock.h"
#include "libs/testing/time_stamp_authority.h"
#include "services/verification/pdf_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test

class Fixture : public PdfFixture {
 public:
  Fixture() {
    keys_.stampers.push_back(stamper_);
    const std::string& key = stamper_.key().fingerprint();
    REQUIRE(keys_.history.Create(key, keys::v1::Key::PURPOSE_TIME_STAMP, kNow)
                .ok());
    REQUIRE(keys_.history.Activate(key, kNow).ok());
  }

  // Stamped, and registered now.
  std::string IssueStamped() {
    report::v1::ReportData data = Said();
    data.set_time_stamped(true);
    data.mutable_issue_time()->set_seconds(absl::ToUnixSeconds(absl::Now()));
    report::CmsSigner signer = signer_;
    signer.AddTimeStamps(stamper_, [this](absl::string_view signature) {
      const std::string nonce = "12345678";
      return stamper_.ReadAnswer(
          authority_.Reply(report::TimeStampRequest(signature, nonce)),
          signature, nonce);
    });
    const std::string claim = Claim(data);
    std::string pdf = Print(data, claim, signer);
    RegisteredReport report = Report(data, claim_key(), pdf);
    report.set_claim(claim);
    Registered(report);
    return pdf;
  }
  void CompromiseStamper(absl::Duration before) {
    REQUIRE(keys_.history
                .Compromise(stamper_.key().fingerprint(), now_ - before, now_)
                .ok());
  }

 private:
  const report::Stamper stamper_ =
      *report::Stamper::FromPem(Key("test-only-tsa.pem"));
  const testing::TimeStampAuthority authority_{Key("test-only-tsa.pem"),
                                               Key("test-only-tsa-key.pem")};
};

TEST_CASE_METHOD(Fixture, "A stamp is told, unless its key was compromised") {
  const std::string pdf = IssueStamped();
  const auto before = ByPdf(pdf);
  REQUIRE(before.ok());
  CHECK(before->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(before->issued().has_stamp_time());

  now_ += absl::Seconds(2);
  CatchUp();
  SECTION("after the report was registered") {
    CompromiseStamper(absl::Seconds(1));
    CHECK(ByPdf(pdf)->issued().has_stamp_time());
  }
  SECTION("before") {
    CompromiseStamper(absl::Seconds(2));
    const auto after = ByPdf(pdf);
    CHECK(after->authenticity() == AUTHENTICITY_GENUINE);
    CHECK_FALSE(after->issued().has_stamp_time());
    CHECK_THAT(after->message(), Catch::Contains("不作为时间证明"));
  }
}

}  // namespace
}  // namespace creditproof::verification
