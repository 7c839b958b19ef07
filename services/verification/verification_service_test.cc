#include "services/verification/verification_service.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "libs/base/date.h"
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
  // What the bearer of a number does not hold is not told.
  CHECK(answer->issued().pdf_sha256().empty());
}

TEST_CASE_METHOD(Fixture, "02: a record that came after the report") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  AppendRecord();
  CatchUp();

  const auto by_number = ByNumber(report.report_number());
  CHECK(by_number->authenticity() == AUTHENTICITY_CHANGED_SINCE);
  CHECK(absl::StrContains(by_number->message(), "逐项对照"));
  const auto by_qr = ByQr(report.claim());
  CHECK(absl::StrContains(by_qr->message(), "逐项对照"));
  CHECK(by_qr->authenticity() == AUTHENTICITY_CHANGED_SINCE);
  CHECK(by_qr->issued().credit_code() == kCode);
}

TEST_CASE_METHOD(Fixture, "01 stays when the policy minds nothing that came") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  SECTION("a record from before the period") { AppendRecord("2021-11-22"); }
  SECTION("another policy") {
    changelog::v1::Change policy;
    policy.mutable_policy_activated()->mutable_policy()->set_policy_id("b");
    AppendForAll(policy);
    AppendRegistration();
  }
  SECTION("a mismatch") {
    changelog::v1::Change mismatch;
    mismatch.mutable_mismatch_opened()->set_mismatch_id("m");
    Append(mismatch);
  }
  CatchUp();

  CHECK(ByNumber(report.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "02 ends with what it was said for") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  changelog::v1::Change ends;
  SECTION("a hold") {
    changelog::v1::Change placed;
    placed.mutable_hold_placed()->set_hold_id("h");
    Append(placed);
    ends.mutable_hold_lifted()->set_hold_id("h");
  }
  SECTION("a record") {
    AppendRecord();
    ends.mutable_record_withdrawn()->set_record_id(kRecordId);
  }
  const auto verdict = [&] {
    CatchUp();
    return ByNumber(report.report_number())->authenticity();
  };

  CHECK(verdict() == AUTHENTICITY_CHANGED_SINCE);
  Append(ends);
  CHECK(verdict() == AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "02: while the subject is barred") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  changelog::v1::Change barred;
  barred.mutable_subject_barred()->set_reason("伪造报告");
  barred.mutable_subject_barred()->set_until_date(
      base::FormatDate(base::ChinaDay(kNow)));
  Append(barred);
  CatchUp();
  const auto verdict = [&] {
    return ByNumber(report.report_number())->authenticity();
  };
  CHECK(verdict() == AUTHENTICITY_CHANGED_SINCE);

  SECTION("to its last day") { now_ += absl::Hours(24); }
  SECTION("until it is lifted") {
    changelog::v1::Change unbarred;
    unbarred.mutable_subject_unbarred();
    Append(unbarred);
    CatchUp();
  }
  CHECK(verdict() == AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "03: a newer report took its place") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport earlier = Report(Data(position));
  report::v1::ReportData data = Data(position, "b");
  data.set_replaces(earlier.report_number());
  const RegisteredReport later = Report(data);
  CatchUp();
  Registered(earlier);
  CHECK(ByNumber(earlier.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
  Registered(later);

  for (const auto& answer :
       {ByNumber(earlier.report_number()), ByQr(earlier.claim())}) {
    REQUIRE(answer.ok());
    CHECK(answer->authenticity() == AUTHENTICITY_SUPERSEDED);
    CHECK(answer->issued().report_number() == earlier.report_number());
    CHECK(absl::StrContains(answer->message(), "替代"));
    CHECK(absl::StrContains(answer->message(), "逐项对照"));
    CHECK_FALSE(absl::StrContains(answer->message(), later.report_number()));
  }
  CHECK(ByNumber(later.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
  AppendRecord();
  CatchUp();
  CHECK(ByNumber(earlier.report_number())->authenticity() ==
        AUTHENTICITY_SUPERSEDED);
  CHECK(ByNumber(later.report_number())->authenticity() ==
        AUTHENTICITY_CHANGED_SINCE);
}

TEST_CASE_METHOD(Fixture, "A number or QR code tells of the records listed") {
  StartFollowing();
  const RegisteredReport report = Report(DataWithRecord(AppendRegistration()));
  CatchUp();
  Registered(report);

  for (const auto& answer :
       {ByNumber(report.report_number()), ByQr(report.claim())}) {
    REQUIRE(answer.ok());
    CHECK(answer->authenticity() == AUTHENTICITY_GENUINE);
    CHECK(answer->issued().outcome() ==
          report::v1::ReportData::OUTCOME_WITH_RECORDS);
    CHECK(answer->issued().record_count() == 1);
    CHECK(absl::StrContains(answer->message(), "列明违法违规记录 1 条"));
  }
}

TEST_CASE_METHOD(Fixture, "02: a repair, of a report that lists records only") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport listing = Report(DataWithRecord(position));
  const RegisteredReport clean = Report(Data(position, "b"));
  CatchUp();
  Registered(listing);
  Registered(clean);
  AppendRepair();
  CatchUp();

  CHECK(ByNumber(listing.report_number())->authenticity() ==
        AUTHENTICITY_CHANGED_SINCE);
  const auto still = ByNumber(clean.report_number());
  CHECK(still->authenticity() == AUTHENTICITY_GENUINE);
  CHECK_FALSE(absl::StrContains(still->message(), "列明"));
}

TEST_CASE_METHOD(Fixture, "01 stays when only the address changed") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  AppendRegistration("哈尔滨诚信科技有限公司",
                     record::v1::REGISTRATION_STATUS_ACTIVE, "新址");
  CatchUp();

  CHECK(ByQr(report.claim())->authenticity() == AUTHENTICITY_GENUINE);
}

TEST_CASE_METHOD(Fixture, "02: a business that ended or took another name") {
  const auto [name, status] =
      GENERATE(table<std::string, record::v1::RegistrationStatus>(
          {{"哈尔滨诚信科技有限公司",
            record::v1::REGISTRATION_STATUS_DEREGISTERED},
           {"另一家公司", record::v1::REGISTRATION_STATUS_ACTIVE}}));
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  AppendRegistration(name, status);
  CatchUp();

  CHECK(ByQr(report.claim())->authenticity() == AUTHENTICITY_CHANGED_SINCE);
}

TEST_CASE_METHOD(Fixture, "10: the end of the log was not seen for a minute") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  const auto first = ByNumber(report.report_number());
  REQUIRE(first->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(first->as_of_time().seconds() == absl::ToUnixSeconds(kNow));
  ingestion_is_away_ = true;

  now_ = kNow + absl::Seconds(60);
  const auto in_time = ByNumber(report.report_number());
  now_ += absl::Seconds(1);
  const auto too_late = ByNumber(report.report_number());
  ingestion_is_away_ = false;
  const auto again = ByNumber(report.report_number());

  CHECK(in_time->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(in_time->as_of_time().seconds() == absl::ToUnixSeconds(kNow));
  CHECK(too_late->authenticity() == AUTHENTICITY_CANNOT_TELL);
  CHECK_FALSE(too_late->has_issued());
  CHECK_FALSE(too_late->has_as_of_time());
  CHECK(again->authenticity() == AUTHENTICITY_GENUINE);
  CHECK(again->as_of_time().seconds() == absl::ToUnixSeconds(now_));
}

TEST_CASE_METHOD(Fixture, "Who asks mostly finds the end of the log known") {
  StartFollowing();
  AppendRegistration();
  CatchUp();
  REQUIRE_FALSE(freshness_.IsRecent(partition_));
  {
    const FreshnessKeeper keeper(freshness_, {partition_});
    while (!freshness_.IsRecent(partition_)) std::this_thread::yield();
  }
  now_ += Freshness::kMostAge;
  CHECK_FALSE(freshness_.IsRecent(partition_));
  ingestion_is_away_ = true;
  CHECK(freshness_.AsOf(partition_).ok());
  CHECK_FALSE(freshness_.Ask(partition_).ok());
}

TEST_CASE_METHOD(Fixture, "10: the log is not followed any more") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  REQUIRE(ByNumber(report.report_number()).ok());
  StopFollowing();
  AppendRecord();

  now_ = kNow + absl::Seconds(61);
  const auto stopped = ByNumber(report.report_number());
  StartFollowing();
  CatchUp();
  const auto again = ByNumber(report.report_number());

  CHECK(stopped->authenticity() == AUTHENTICITY_CANNOT_TELL);
  CHECK(again->authenticity() == AUTHENTICITY_CHANGED_SINCE);
}

TEST_CASE_METHOD(Fixture, "10: the log was not followed up to the report") {
  const RegisteredReport report = Report(Data(1));
  Registered(report);
  const auto answer = ByNumber(report.report_number());
  CHECK(answer->authenticity() == AUTHENTICITY_CANNOT_TELL);
  CHECK_FALSE(answer->has_issued());
}

TEST_CASE_METHOD(Fixture, "04: registered when others had the key") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport before = Report(Data(position));
  const RegisteredReport after = Report(Data(position, "b"));
  CatchUp();
  Registered(before);
  now_ = kNow + absl::Seconds(30);
  Registered(after);
  const std::string key = GENERATE_COPY(
      claim_key().verifying_key().fingerprint(), signer_fingerprint_);

  REQUIRE(keys_.history.Compromise(key, now_, now_).ok());

  // Both say that they were issued at the same time.
  CHECK(ByNumber(before.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
  CHECK(ByQr(before.claim())->authenticity() == AUTHENTICITY_GENUINE);
  const auto revoked = ByNumber(after.report_number());
  CHECK(revoked->authenticity() == AUTHENTICITY_REVOKED);
  CHECK(absl::StrContains(revoked->message(), "重新出具"));
  CHECK(revoked->issued().credit_code() == kCode);
  CHECK_FALSE(revoked->has_as_of_time());
  CHECK(ByQr(after.claim())->authenticity() == AUTHENTICITY_REVOKED);
  CHECK(ByQr(Report(Data(position, "c")).claim())->authenticity() ==
        AUTHENTICITY_UNREGISTERED);
}

TEST_CASE_METHOD(Fixture, "04: by the number, whatever subject was named") {
  StartFollowing();
  const RegisteredReport revoked = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(revoked);

  AppendRevocation(revoked.report_number(), "登记信息有误",
                   "91230103TE00000201");
  CatchUp();

  const auto answer = ByNumber(revoked.report_number());
  CHECK(answer->authenticity() == AUTHENTICITY_REVOKED);
  CHECK(answer->issued().credit_code() == kCode);
}

TEST_CASE_METHOD(Fixture, "04: revoked by two administrators, and why") {
  StartFollowing();
  const std::uint64_t position = AppendRegistration();
  const RegisteredReport revoked = Report(Data(position));
  const RegisteredReport other = Report(Data(position, "b"));
  CatchUp();
  Registered(revoked);
  Registered(other);

  AppendRevocation(revoked.report_number(), "登记信息有误");
  CatchUp();

  const auto by_number = ByNumber(revoked.report_number());
  CHECK(by_number->authenticity() == AUTHENTICITY_REVOKED);
  CHECK(absl::StrContains(by_number->message(), "登记信息有误"));
  CHECK(absl::StrContains(by_number->message(), "2026-11-18"));
  CHECK(by_number->issued().credit_code() == kCode);
  CHECK(ByQr(revoked.claim())->authenticity() == AUTHENTICITY_REVOKED);
  CHECK(ByNumber(other.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
  // What is known to be revoked stays so while nobody knows the log's end.
  ingestion_is_away_ = true;
  now_ += absl::Hours(1);
  CHECK(ByNumber(revoked.report_number())->authenticity() ==
        AUTHENTICITY_REVOKED);
  CHECK(ByNumber(other.report_number())->authenticity() ==
        AUTHENTICITY_CANNOT_TELL);
}

TEST_CASE_METHOD(Fixture,
                 "04: a revocation is not missed by who asks after it") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  for (int round = 0; round < 20; ++round) {
    now_ += absl::Minutes(2);  // what is known is too old
    if (round == 19) AppendRevocation(report.report_number(), "有误");
    const auto answer = ByNumber(report.report_number());
    REQUIRE(answer->authenticity() ==
            (round == 19 ? AUTHENTICITY_REVOKED : AUTHENTICITY_GENUINE));
  }
}

TEST_CASE_METHOD(Fixture, "01: what a retired key signed holds for ever") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);

  for (const keys::Key& key : keys_.history.keys()) {
    REQUIRE(keys_.history.Retire(key.fingerprint, now_).ok());
  }

  CHECK(ByNumber(report.report_number())->authenticity() ==
        AUTHENTICITY_GENUINE);
  CHECK(ByQr(report.claim())->authenticity() == AUTHENTICITY_GENUINE);
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

TEST_CASE_METHOD(Fixture, "A forged claim tells nothing of the registry") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  std::string forged = report.claim();
  forged.back() = static_cast<char>(forged.back() ^ 1);

  const auto before = ByQr(forged);
  CatchUp();
  Registered(report);
  const auto after = ByQr(forged);

  CHECK(before->authenticity() == AUTHENTICITY_ALTERED);
  CHECK(after->SerializeAsString() == before->SerializeAsString());
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

TEST_CASE_METHOD(Fixture, "Every verdict and every error is written down") {
  StartFollowing();
  const RegisteredReport report = Report(Data(AppendRegistration()));
  CatchUp();
  Registered(report);
  REQUIRE(ByQr(report.claim()).ok());
  REQUIRE(ByNumber("123").ok());
  REQUIRE(ByNumber(Data(1, "b").report_number()).ok());
  REQUIRE(!Verify({}).ok());
  REQUIRE(trail()->WaitDurable(4).ok());

  const auto looks = *trail()->Read(1, 10);

  REQUIRE(looks.size() == 4);
  CHECK(looks[0].client() == "portal.creditproof");
  CHECK(looks[0].subject() == kCode);
  CHECK(looks[0].report_number() == report.report_number());
  CHECK(looks[0].outcome() == "AUTHENTICITY_GENUINE");
  CHECK(looks[1].outcome() == "AUTHENTICITY_UNREADABLE");
  CHECK(looks[1].report_number().empty());
  CHECK(looks[2].outcome() == "AUTHENTICITY_NOT_ISSUED");
  CHECK(looks[2].report_number() == Data(1, "b").report_number());
  CHECK(looks[3].outcome() == "INVALID_ARGUMENT");
}

}  // namespace
}  // namespace creditproof::verification
