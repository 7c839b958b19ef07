#include "services/report_rendering/issuer.h"

#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/time/clock.h"
#include "libs/crypto/digest.h"
#include "libs/partition/partition.h"
#include "services/report_rendering/issuing_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::CheckEligibilityRequest;
using eligibility::v1::Verdict;

struct Fixture {
  Neighbours world;
  Instance instance{world};
};

// Another code whose report numbers start as those of kCode.
std::string CodeOnTheSameRoute() {
  constexpr std::uint32_t kRoutes = 1024;
  for (int i = 10000; i < 100000; ++i) {
    for (const char check :
         absl::string_view("0123456789ABCDEFGHJKLMNPQRTUWXY")) {
      const auto code = CreditCode::Parse(
          absl::StrCat("91230199TE00", i, std::string(1, check)));
      if (code.ok() &&
          PartitionOf(code->text(), kRoutes) == PartitionOf(kCode, kRoutes)) {
        return code->text();
      }
    }
  }
  FAIL("there is no such code");
  return "";
}

TEST_CASE_METHOD(Fixture, "What is answered is what is registered") {
  const auto issued = instance.Issue();

  REQUIRE(issued.ok());
  REQUIRE(world.registry.size() == 1);
  const auto& registered = world.registry.begin()->second;
  CHECK(crypto::Sha256(issued->pdf()) == registered.pdf_sha256());
  CHECK(issued->report().pdf_sha256() == registered.pdf_sha256());
  CHECK(issued->report().report_number() == registered.report_number());
  CHECK(issued->report().pdf_size_bytes() ==
        static_cast<std::int64_t>(issued->pdf().size()));
  CHECK(*claim::ClaimBytes(issued->report().qr_text()) == registered.claim());
  CHECK(world.last_check.consistency() ==
        CheckEligibilityRequest::CONSISTENCY_STRONG);
  CHECK(world.last_check.for_report());
}

TEST_CASE_METHOD(Fixture, "The registry learns which keys signed") {
  REQUIRE(instance.Issue().ok());
  const auto& registered = world.registry.begin()->second;
  REQUIRE(registered.key_fingerprints_size() == 2);
  CHECK(claim::ParseClaim(registered.claim())->key_id ==
        registered.key_fingerprints(0).substr(0, 4));
}

TEST_CASE_METHOD(Fixture, "Keys that are not active sign nothing") {
  world.may_sign = absl::FailedPreconditionError("a key is RETIRED");

  const absl::Status refused = instance.Issue().status();

  CHECK(absl::IsFailedPrecondition(refused));
  CHECK(world.registry.empty());
  CHECK(world.printed_status_indices.empty());
  world.may_sign = absl::OkStatus();
  CHECK(instance.Issue().ok());
}

TEST_CASE_METHOD(Fixture, "The same request is answered byte for byte") {
  const auto first = instance.Issue();
  REQUIRE(first.ok());
  instance.Crash();
  world.outcome = Verdict::OUTCOME_RECORDS_FOUND;

  const auto again = instance.Issue();

  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == first->SerializeAsString());
  CHECK(world.checks == 1);
}

TEST_CASE_METHOD(Fixture, "A request that is cut off anywhere issues once") {
  bool Neighbours::*crash = GENERATE(
      &Neighbours::die_at_check, &Neighbours::die_at_print,
      &Neighbours::die_before_registering, &Neighbours::die_after_registering);
  world.*crash = true;
  CHECK(absl::IsUnavailable(instance.Issue().status()));
  instance.Crash();
  CHECK(absl::IsUnavailable(instance.Issue().status()) !=
        world.die_after_registering);
  instance.Crash();
  world.*crash = false;

  const auto issued = instance.Issue();
  instance.Crash();
  const auto again = instance.Issue();

  REQUIRE(issued.ok());
  REQUIRE(again.ok());
  CHECK(again->SerializeAsString() == issued->SerializeAsString());
  REQUIRE(world.registry.size() == 1);
  CHECK(world.registry.begin()->second.pdf_sha256() ==
        crypto::Sha256(issued->pdf()));
  CHECK(world.printed_status_indices.size() == 1);
  const auto name = *ReportName::Parse(issued->report().name());
  CHECK(instance.store().Attempts(name)->size() == 1);
}

TEST_CASE_METHOD(Fixture, "What was cut off unregistered is checked again") {
  world.die_before_registering = true;
  REQUIRE(!instance.Issue().ok());
  instance.Crash();
  world.die_before_registering = false;
  world.outcome = Verdict::OUTCOME_RECORDS_FOUND;

  const auto refused = instance.Issue();

  REQUIRE(refused.ok());
  CHECK(refused->verdict().outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK_FALSE(refused->has_report());
  CHECK(refused->pdf().empty());
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(Fixture, "A refusal is not remembered") {
  world.outcome = Verdict::OUTCOME_UNDETERMINED;
  const auto refused = instance.Issue();
  REQUIRE(refused.ok());
  CHECK_FALSE(refused->has_report());
  CHECK(instance.store().Open("")->empty());

  world.outcome = Verdict::OUTCOME_ELIGIBLE;
  CHECK(instance.Issue()->has_report());
}

TEST_CASE_METHOD(Fixture, "What the caller must mend is not remembered") {
  world.print_error =
      base::Error(absl::StatusCode::kFailedPrecondition,
                  Reason::REASON_GLYPH_MISSING, "no glyph for it");
  const absl::Status refused = instance.Issue().status();

  CHECK(base::ReasonOf(refused) == Reason::REASON_GLYPH_MISSING);
  CHECK(instance.store().Open("")->empty());
}

TEST_CASE_METHOD(Fixture, "A request_id means one request") {
  REQUIRE(instance.Issue().ok());
  report::v1::IssueReportRequest other = Instance::Request();
  other.set_purpose("招标");

  const absl::Status status = instance.IssueThis(other).status();

  CHECK(absl::IsAlreadyExists(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_REQUEST_ID_REUSED);
}

TEST_CASE_METHOD(Fixture, "Another client's request_id is another request") {
  const auto ours = instance.Issue();
  const auto theirs = instance.Issue(kRequestId, "kiosk.creditproof");

  REQUIRE(ours.ok());
  REQUIRE(theirs.ok());
  CHECK(ours->report().report_number() != theirs->report().report_number());
  CHECK(world.printed_status_indices.size() == 2);
}

TEST_CASE_METHOD(Fixture, "A subject that changes meanwhile is checked again") {
  world.changes_before_registering = 2;

  const auto issued = instance.Issue();

  REQUIRE(issued.ok());
  CHECK(world.checks == 3);
  CHECK(issued->verdict().basis().position() == 9);
  CHECK(world.last_data.position() == 9);
  const auto name = *ReportName::Parse(issued->report().name());
  CHECK(instance.store().Attempts(name)->size() == 1);
}

TEST_CASE_METHOD(Fixture, "A subject that never rests must be tried later") {
  world.changes_before_registering = 5;

  CHECK(absl::IsUnavailable(instance.Issue().status()));

  CHECK(world.checks == 5);
  CHECK(world.registry.empty());
  CHECK(instance.Issue().ok());
}

TEST_CASE_METHOD(Fixture, "What the registry refuses is no use trying again") {
  world.registry_error =
      GENERATE(base::InvalidField("report.claim", "of no known key"),
               base::Error(absl::StatusCode::kPermissionDenied,
                           Reason::REASON_CLIENT_NOT_ALLOWED, "not you"));

  const absl::Status status = instance.Issue().status();

  CHECK(status.code() == absl::StatusCode::kInternal);
  CHECK_FALSE(absl::StrContains(status.message(), "try again"));
  CHECK(instance.store().Open("")->empty());
}

TEST_CASE_METHOD(Fixture, "A number is of one subject") {
  REQUIRE(instance.Issue().ok());
  report::v1::IssueReportRequest other = Instance::Request();
  other.set_parent(absl::StrCat("subjects/", CodeOnTheSameRoute()));

  const absl::Status status = instance.IssueThis(other).status();

  CHECK(absl::IsAlreadyExists(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_REQUEST_ID_REUSED);
  CHECK(world.registry.size() == 1);
  CHECK(instance.store().Open("")->empty());
  const auto name = *ReportName::Parse(
      absl::StrCat(other.parent(), "/reports/", world.registry.begin()->first));
  CHECK(instance.store().Attempts(name)->empty());
}

TEST_CASE_METHOD(Fixture, "The same request waits no longer than its caller") {
  absl::Status meanwhile;
  bool first = true;
  world.during_check = [&] {
    if (!std::exchange(first, false)) return;
    std::thread([&] {
      meanwhile = instance.IssueThis(Instance::Request(), kClient, absl::Now())
                      .status();
    }).join();
  };

  CHECK(instance.Issue().ok());

  CHECK(absl::IsUnavailable(meanwhile));
  CHECK(absl::StrContains(meanwhile.message(), "nothing was lost"));
}

TEST_CASE_METHOD(Fixture, "A request that came to nothing is forgotten") {
  bool Neighbours::*fails =
      GENERATE(&Neighbours::die_at_check, &Neighbours::die_at_print);
  world.*fails = true;

  CHECK_FALSE(instance.Issue().ok());

  CHECK(instance.store().Open("")->empty());
}

TEST_CASE_METHOD(Fixture, "A refusal spends no status index") {
  world.outcome = Verdict::OUTCOME_RECORDS_FOUND;
  REQUIRE(instance.Issue().ok());
  REQUIRE(instance.Issue(kOtherRequestId).ok());
  world.outcome = Verdict::OUTCOME_ELIGIBLE;
  world.changes_before_registering = 2;
  REQUIRE(instance.Issue().ok());

  REQUIRE(world.printed_status_indices.size() == 1);
  CHECK(*world.printed_status_indices.begin() < kPartitions);
}

TEST_CASE_METHOD(Fixture, "A registration that arrives late is the report") {
  world.registration_arrives_late = true;
  REQUIRE(!instance.Issue().ok());
  world.registration_arrives_late = false;

  // The registry does not know it yet when asked, but before the next attempt.
  const auto issued = instance.Issue();

  REQUIRE(issued.ok());
  REQUIRE(world.registry.size() == 1);
  CHECK(world.registry.begin()->second.pdf_sha256() ==
        crypto::Sha256(issued->pdf()));
}

TEST_CASE_METHOD(Fixture, "Unknown bytes under our number are data loss") {
  world.die_before_registering = true;
  REQUIRE(!instance.Issue().ok());
  world.die_before_registering = false;
  verification::v1::RegisteredReport forged;
  forged.set_pdf_sha256(std::string(32, 'x'));
  const ReportName name = instance.store().Open("")->front();
  world.registry[name.number.text()] = forged;

  CHECK(absl::IsDataLoss(instance.Issue().status()));
}

TEST_CASE_METHOD(Fixture, "Equal requests at the same time issue once") {
  std::vector<std::string> answers(8);
  {
    std::vector<std::jthread> clients;
    for (std::string& answer : answers) {
      clients.emplace_back([&] {
        const auto issued = instance.Issue();
        if (issued.ok()) answer = issued->SerializeAsString();
      });
    }
  }
  CHECK_FALSE(answers[0].empty());
  CHECK(answers == std::vector<std::string>(answers.size(), answers[0]));
  CHECK(world.registry.size() == 1);
}

TEST_CASE_METHOD(Fixture, "A status index is given out once") {
  for (int i = 10; i < 20; ++i) {
    REQUIRE(
        instance.Issue(absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a", i))
            .ok());
    if (i == 15) instance.Crash();
  }
  CHECK(world.printed_status_indices.size() == 10);
  const auto name =
      *ReportName::FromKey(absl::StrCat(kCode, world.registry.begin()->first));
  for (const std::uint32_t index : world.printed_status_indices) {
    CHECK(index % 16 == name.number.PartitionUnder(16));
  }
}

// Of the edition of 2025, with a record.
struct WithRecords : Fixture {
  WithRecords() {
    world.edition = policy::v1::EDITION_WITH_OR_WITHOUT;
    world.outcome = Verdict::OUTCOME_RECORDS_FOUND;
    world.findings = {Found(1)};
  }
};

TEST_CASE_METHOD(WithRecords, "The edition of 2025 states what was found") {
  const auto issued = instance.Issue();

  REQUIRE(issued.ok());
  REQUIRE(issued->has_report());
  CHECK(issued->report().record_count() == 1);
  CHECK(issued->verdict().outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(world.last_data.outcome() ==
        report::v1::ReportData::OUTCOME_WITH_RECORDS);
  CHECK(world.last_check.findings_page_size() == 500);
  const auto& registered = world.registry.begin()->second;
  const auto claim =
      claim::ParseClaim(*claim::ClaimBytes(issued->report().qr_text()));
  REQUIRE(claim.ok());
  CHECK(claim->outcome == report::v1::ReportData::OUTCOME_WITH_RECORDS);
  CHECK(claim::CheckClaimBelongs(*claim, registered.report_data()).ok());
}

TEST_CASE_METHOD(WithRecords, "Who has no records gets the clean page") {
  world.outcome = Verdict::OUTCOME_ELIGIBLE;
  world.findings.clear();

  const auto issued = instance.Issue();

  REQUIRE(issued->has_report());
  CHECK(issued->report().record_count() == 0);
  CHECK(world.last_data.outcome() == report::v1::ReportData::OUTCOME_CLEAN);
  CHECK(world.last_data.template_id() == "clean-2");
  CHECK(world.last_data.edition() == policy::v1::EDITION_WITH_OR_WITHOUT);
}

TEST_CASE_METHOD(WithRecords, "With the clean edition a record is a refusal") {
  world.edition = policy::v1::EDITION_CLEAN_ONLY;
  CHECK_FALSE(instance.Issue()->has_report());
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(WithRecords, "What cannot be said now is not issued") {
  world.outcome =
      GENERATE(Verdict::OUTCOME_UNDETERMINED, Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK_FALSE(instance.Issue()->has_report());
  CHECK(world.registry.empty());
}

TEST_CASE_METHOD(WithRecords, "Records that change meanwhile are read again") {
  world.changes_before_registering = 1;

  const auto issued = instance.Issue();

  REQUIRE(issued->has_report());
  CHECK(world.checks == 2);
  CHECK(world.last_data.position() == issued->verdict().basis().position());
}

TEST_CASE_METHOD(WithRecords, "More records than a report holds are refused") {
  world.next_findings_page_token = "more";

  const absl::Status status = instance.Issue().status();

  CHECK(absl::IsFailedPrecondition(status));
  CHECK(base::ReasonOf(status) == Reason::REASON_TOO_MANY_RECORDS);
  CHECK(absl::StrContains(status.message(), "超过 500 条"));
  CHECK(absl::StrContains(status.message(), "请缩小领域或期间"));
  CHECK(instance.store().Open("")->empty());
}

TEST_CASE_METHOD(Fixture, "A damaged report is not handed out") {
  const auto issued = instance.Issue();
  REQUIRE(issued.ok());
  const auto name = *ReportName::Parse(issued->report().name());
  kv::Batch batch(instance.kv());
  report::v1::StoredReport damaged;
  damaged.set_tail("other bytes");
  damaged.set_prefix_sha256(crypto::Sha256(std::string(1000, 'p')));
  batch.Put(kReports, name.key() + issued->report().pdf_sha256(),
            damaged.SerializeAsString());
  REQUIRE(instance.kv().Commit(std::move(batch), kv::Durability::kSynced).ok());

  CHECK(absl::IsDataLoss(instance.Issue().status()));
}

}  // namespace
}  // namespace creditproof::report_rendering
