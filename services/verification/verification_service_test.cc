#include "services/verification/verification_service.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "services/verification/verification_fixture.h"

namespace creditproof::verification {
namespace {

using namespace v1;  // NOLINT: the API under test
using base::Reason;

using Fixture = VerificationFixture;

TEST_CASE_METHOD(Fixture, "01: a number of ours, as people type it") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);

  const auto answer = ByNumber(
      absl::StrCat(" ", absl::AsciiStrToLower(report.report_number())));

  REQUIRE(answer.ok());
  CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(absl::StrContains(answer->message(), "逐项对照"));
  CHECK(answer->issued().report_number() == report.report_number());
  CHECK(answer->issued().credit_code() == kCode);
  CHECK(answer->issued().subject_name() == "哈尔滨诚信科技有限公司");
  CHECK(answer->issued().period_start_date() == "2021-11-23");
  CHECK(answer->issued().pdf_sha256() == report.pdf_sha256());
}

TEST_CASE_METHOD(Fixture, "02: a record that came after the report") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  AppendRecord();
  CatchUp();

  CHECK(ByNumber(report.report_number())->authenticity() ==
        AUTHENTICITY_CHANGED_SINCE);
  const auto by_qr = ByQr(report.claim());
  CHECK(by_qr->authenticity() == AUTHENTICITY_CHANGED_SINCE);
  CHECK(by_qr->issued().credit_code() == kCode);
}

TEST_CASE_METHOD(Fixture, "01 stays when the registration alone changed") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  AppendRegistration();
  CatchUp();

  CHECK(ByQr(report.claim())->authenticity() == AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "10: the log was not followed up to the report") {
  const RegisteredReport report = Report(Data(1));
  Registered(report);
  const auto answer = ByNumber(report.report_number());
  CHECK(answer->authenticity() == AUTHENTICITY_CANNOT_TELL);
  CHECK_FALSE(answer->has_issued());
}

TEST_CASE_METHOD(Fixture, "05: a claim with one character changed") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  std::string altered = report.claim();
  altered[50] = static_cast<char>(altered[50] ^ 1);  // the name's hash

  const auto answer = ByQr(altered);

  CHECK(answer->authenticity() == AUTHENTICITY_ALTERED);
  CHECK_FALSE(answer->has_issued());
}

TEST_CASE_METHOD(Fixture, "07: our signature over what was not registered") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  CatchUp();
  CHECK(ByQr(Report(Data(position)).claim())->authenticity() ==
        AUTHENTICITY_UNREGISTERED);

  Registered(Report(Data(position)));
  report::v1::ReportData other = Data(position);
  other.mutable_subject()->set_name("另一家公司");
  CHECK(ByQr(Report(other).claim())->authenticity() ==
        AUTHENTICITY_UNREGISTERED);
}

TEST_CASE_METHOD(Fixture, "08: a number or a claim that is not ours") {
  const report::v1::ReportData data = Data(1);
  const auto forger =
      *crypto::SigningKey::FromPem(*crypto::SigningKey::GeneratePem());

  CHECK(ByNumber(data.report_number())->authenticity() ==
        AUTHENTICITY_NOT_ISSUED);
  CHECK(ByQr(Report(data, forger).claim())->authenticity() ==
        AUTHENTICITY_NOT_ISSUED);
}

TEST_CASE_METHOD(Fixture, "09: what cannot be read says what to do") {
  std::string slip = Data(1).report_number();
  slip.back() = slip.back() == '0' ? '1' : '0';
  VerifyReportRequest no_claim;
  no_claim.set_qr_text("https://example.com/");

  const auto by_number = ByNumber(slip);
  CHECK(by_number->authenticity() == AUTHENTICITY_UNREADABLE);
  CHECK(absl::StrContains(by_number->message(), "请对照报告重新输入"));
  CHECK(ByNumber("123")->authenticity() == AUTHENTICITY_UNREADABLE);
  CHECK(Verify(no_claim)->authenticity() == AUTHENTICITY_UNREADABLE);
  CHECK(ByPdf("no PDF")->authenticity() == AUTHENTICITY_UNREADABLE);
  CHECK(base::ReasonOf(Verify({}).status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE_METHOD(Fixture, "Every verdict is written down") {
  REQUIRE(ByNumber("123").ok());
  REQUIRE(trail()->WaitDurable(1).ok());
  const auto looks = trail()->Read(1, 10);
  REQUIRE(looks->size() == 1);
  CHECK(looks->front().client() == "portal.creditproof");
  CHECK(looks->front().outcome() == "AUTHENTICITY_UNREADABLE");
}

}  // namespace
}  // namespace creditproof::verification
