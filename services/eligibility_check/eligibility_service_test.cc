#include "services/eligibility_check/eligibility_service.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "libs/base/error.h"
#include "libs/testing/power_loss_env.h"
#include "services/eligibility_check/instance_for_test.h"

namespace creditproof::eligibility_check {
namespace {

using base::Reason;
using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using Request = Instance::Request;

const std::string kCode = kCodes[0];

// A log with a policy, a source that has delivered, and one subject.
struct Fixture {
  explicit Fixture(InstanceOptions options = {}) {
    log.Append(Activated(1));
    log.Append(Source("penalties", 1'700'000'000));
    log.Append(Registered(kCode));
    instance = std::make_unique<Instance>(log, folder.path(), options);
  }

  Verdict VerdictOn(const Request& request) {
    const auto response = instance->Check(request);
    REQUIRE(response.ok());
    return response->verdict();
  }

  TestLog log;
  testing::TempDirectory folder;
  std::unique_ptr<Instance> instance;
};

TEST_CASE("A clean subject is eligible, and the basis says from what") {
  Fixture f;

  const Verdict verdict = f.VerdictOn(Ask(kCode));

  CHECK(verdict.outcome() == Verdict::OUTCOME_ELIGIBLE);
  CHECK(verdict.areas_size() == 50);
  CHECK(verdict.uncovered_areas().empty());
  CHECK(verdict.period_start_date() == "2021-01-01");
  CHECK(verdict.basis().policy_id() == "test");
  CHECK(verdict.basis().position() == 3);
  CHECK(verdict.basis().data_time().seconds() > 1'700'000'000);
  CHECK(verdict.basis().partition() == PartitionOf(kCode, kPartitionCount));
}

TEST_CASE("A strong check sees what was appended before it") {
  Fixture f;
  for (int number = 0; number < 100; ++number) {
    f.log.Append(Penalised(kCode, number));
    const Verdict found = f.VerdictOn(Ask(kCode));
    REQUIRE(found.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
    REQUIRE(found.findings_size() == 1);

    f.log.Append(Repaired(kCode, number));
    const Verdict clean = f.VerdictOn(Ask(kCode));
    REQUIRE(clean.outcome() == Verdict::OUTCOME_ELIGIBLE);
    REQUIRE(clean.basis().position() ==
            found.basis().position() + 1);  // exactly there
  }
}

TEST_CASE("A finding says when, what, by whom and what to do") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));

  const Verdict verdict = f.VerdictOn(Ask(kCode));

  REQUIRE(verdict.findings_size() == 1);
  CHECK(verdict.finding_count() == 1);
  const auto& finding = verdict.findings(0);
  CHECK(finding.record().record().decision_date() == "2024-03-01");
  CHECK(finding.record().record().content() == "罚款");
  CHECK(finding.record().record().columns().empty());
  CHECK(finding.rule() == "counting_kinds");
  CHECK_FALSE(finding.remedy().empty());
}

TEST_CASE("What a report prints names the sources of the findings") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  f.log.Append(Penalised(kCode, 2));
  Request request = Ask(kCode);
  request.set_for_report(true);

  const auto response = f.instance->Check(request);

  REQUIRE(response.ok());
  REQUIRE(response->verdict().findings_size() == 2);
  REQUIRE(response->material().source_names_size() == 1);
  CHECK(response->material().source_names(0).source_id() ==
        response->verdict().findings(0).record().record().source_id());
}

TEST_CASE("A record of a declared kind counts as the kind says now") {
  Fixture f;
  f.log.Append(Declared(false));
  f.log.Append(InArrears(kCode, 1));
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);

  f.log.Append(Declared(true, "欠税人公告"));

  const Verdict found = f.VerdictOn(Ask(kCode));
  CHECK(found.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  REQUIRE(found.findings_size() == 1);
  CHECK(found.findings(0).rule() == "declared_kind");
  CHECK(found.findings(0).kind_name().kind_id() == "tax-arrears");
  CHECK(found.findings(0).kind_name().display_name() == "欠税人公告");

  f.log.Append(Declared(false));
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("What a declared kind says outlives a restart") {
  Fixture f;
  f.log.Append(Declared(false));
  f.log.Append(InArrears(kCode, 1));
  REQUIRE(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
  f.instance.reset();

  f.instance =
      std::make_unique<Instance>(f.log, f.folder.path(), InstanceOptions{});

  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("A kind that nobody has declared counts") {
  Fixture f;
  f.log.Append(InArrears(kCode, 1));
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_RECORDS_FOUND);
}

TEST_CASE("While the log is down a strong check fails, a bounded one answers") {
  Fixture f;
  const std::uint64_t position = f.VerdictOn(Ask(kCode)).basis().position();
  f.log.down = true;

  const auto strong = f.instance->Check(Ask(kCode));
  CHECK(strong.status().code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(strong.status()) == Reason::REASON_PEER_UNAVAILABLE);

  Request bounded = Ask(kCode);
  bounded.set_consistency(Request::CONSISTENCY_BOUNDED);
  CHECK(f.VerdictOn(bounded).basis().position() == position);
}

TEST_CASE("A strong check behind the log fails instead of a stale clean") {
  Fixture f;
  REQUIRE(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
  f.instance.reset();
  f.instance = std::make_unique<Instance>(f.log, f.folder.path(),
                                          InstanceOptions{.follows = false});
  f.log.Append(Penalised(kCode, 1));

  const auto strong = f.instance->Check(Ask(kCode));

  CHECK(strong.status().code() == absl::StatusCode::kUnavailable);
  CHECK(base::ReasonOf(strong.status()) == Reason::REASON_BEHIND_LOG);
}

TEST_CASE("A strong check fails when the log was put back") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  f.log.Append(Repaired(kCode, 1));
  REQUIRE(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
  f.instance.reset();
  TestLog older;
  older.Append(Activated(1));
  f.instance = std::make_unique<Instance>(older, f.folder.path());

  const auto strong = f.instance->Check(Ask(kCode));

  CHECK(strong.status().code() == absl::StatusCode::kDataLoss);
  CHECK(base::ReasonOf(strong.status()) == Reason::REASON_LOG_DIVERGED);
  f.instance.reset();  // before its log
}

TEST_CASE("Two instances each answer for their half of the partitions") {
  TestLog log;
  log.Append(Activated(1));
  log.Append(Source("penalties", 1'700'000'000));
  for (const char* code : kCodes) log.Append(Registered(code));
  std::vector<std::uint32_t> low, high;
  for (std::uint32_t p = 0; p < kPartitionCount; ++p) {
    (p < kPartitionCount / 2 ? low : high).push_back(p);
  }
  const testing::TempDirectory low_folder, high_folder;
  Instance first(log, low_folder.path(), {.partitions = low});
  Instance second(log, high_folder.path(), {.partitions = high});

  int answered_by_first = 0;
  for (const char* code : kCodes) {
    const bool mine =
        first.partitions().Serves(PartitionOf(code, kPartitionCount));
    const auto right = (mine ? first : second).Check(Ask(code));
    const auto wrong = (mine ? second : first).Check(Ask(code));

    REQUIRE(right.ok());
    CHECK(right->verdict().outcome() == Verdict::OUTCOME_ELIGIBLE);
    CHECK(base::ReasonOf(wrong.status()) == Reason::REASON_WRONG_PARTITION);
    answered_by_first += mine;
  }
  CHECK(answered_by_first > 0);
  CHECK(answered_by_first < static_cast<int>(std::size(kCodes)));
}

TEST_CASE("An instance goes on where it stopped") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  const Verdict before = f.VerdictOn(Ask(kCode));
  f.instance.reset();
  f.log.Append(Repaired(kCode, 1));

  f.instance = std::make_unique<Instance>(f.log, f.folder.path());
  const Verdict after = f.VerdictOn(Ask(kCode));

  CHECK(before.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(after.outcome() == Verdict::OUTCOME_ELIGIBLE);
  CHECK(after.basis().position() == before.basis().position() + 1);
}

TEST_CASE("A look is on disk before its findings are out") {
  testing::PowerLossEnv env;
  Fixture f({.env = &env});
  f.log.Append(Penalised(kCode, 1));
  Request request = Ask(kCode);
  request.set_purpose("项目申报");
  REQUIRE(f.VerdictOn(request).findings_size() == 1);

  env.CutPower();
  f.instance.reset();
  f.instance = std::make_unique<Instance>(f.log, f.folder.path());

  const auto entries = f.instance->trail().Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 1);
  const auto& entry = entries->front();
  CHECK(entry.client() == kClient);
  CHECK(entry.actor() == "bureau");
  CHECK(entry.ground() == "DUTY");
  CHECK(entry.method() == "CheckEligibility");
  CHECK(entry.subject() == kCode);
  CHECK(entry.purpose() == "项目申报");
  CHECK(entry.outcome() == "RECORDS_FOUND");
}

TEST_CASE("Every answer and every refused ground is in the trail") {
  Fixture f;
  f.VerdictOn(Ask(kCode));
  const auto refused = f.instance->Check(Ask(kCode, "nobody"));
  CHECK(refused.status().code() == absl::StatusCode::kPermissionDenied);
  CHECK(base::ReasonOf(refused.status()) == Reason::REASON_GROUND_REFUSED);
  f.instance.reset();  // writes the rest

  f.instance = std::make_unique<Instance>(f.log, f.folder.path());
  const auto entries = f.instance->trail().Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 2);
  CHECK(entries->at(0).outcome() == "ELIGIBLE");
  CHECK(entries->at(1).outcome() == "GROUND_REFUSED");
  CHECK(entries->at(1).actor().empty());
}

TEST_CASE("A business sees its own records and nobody else's") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  Request request = Ask(kCode);
  *request.mutable_ground() =
      access::AssertSubject(PortalKey(), "portal", kCode, "user 7", absl::Now())
          .value();
  CHECK(f.VerdictOn(request).findings_size() == 1);

  request.set_subject(std::string("subjects/") + kCodes[1]);
  CHECK(base::ReasonOf(f.instance->Check(request).status()) ==
        Reason::REASON_GROUND_REFUSED);
}

TEST_CASE("A check without a ground is refused") {
  Fixture f;
  Request request = Ask(kCode);
  request.clear_ground();

  const auto answer = f.instance->Check(request);

  CHECK(base::ReasonOf(answer.status()) == Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A duty for some areas asks for these and sees only these") {
  Fixture f;
  Change tax = Penalised(kCode, 2);
  tax.mutable_record_put()->set_area(record::v1::AREA_TAXATION);
  f.log.Append(Penalised(kCode, 1));
  f.log.Append(tax);
  Request request = Ask(kCode, "market");
  CHECK(base::ReasonOf(f.instance->Check(request).status()) ==
        Reason::REASON_GROUND_REFUSED);

  request.add_areas(record::v1::AREA_MARKET_REGULATION);
  const Verdict verdict = f.VerdictOn(request);
  CHECK(verdict.finding_count() == 2);
  REQUIRE(verdict.findings_size() == 1);
  CHECK(verdict.findings(0).record().record().record_id() == Id(1));

  request.add_areas(record::v1::AREA_TAXATION);
  CHECK(base::ReasonOf(f.instance->Check(request).status()) ==
        Reason::REASON_GROUND_REFUSED);
}

TEST_CASE("A held subject learns whose row it is and whom to call") {
  Fixture f;
  f.log.Append(Held(kCode, 1));

  const Verdict held = f.VerdictOn(Ask(kCode));
  CHECK(held.outcome() == Verdict::OUTCOME_UNDETERMINED);
  REQUIRE(held.causes_size() == 1);
  CHECK(held.causes(0).kind() == Cause::KIND_HELD);
  CHECK(held.causes(0).contact() == "省市场监管局，0451-12315");
  CHECK(absl::StrContains(held.causes(0).message(), "代码校验位不符"));

  f.log.Append(Lifted(kCode, 1));
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("A subject held by a mismatch learns whom to call") {
  Fixture f;
  Change strict = Activated(2);
  strict.mutable_policy_activated()->mutable_policy()->set_open_mismatch(
      policy::v1::OPEN_MISMATCH_UNDETERMINED);
  f.log.Append(strict);
  f.log.Append(Mismatched(kCode, 1, true));

  const Verdict held = f.VerdictOn(Ask(kCode));
  CHECK(held.outcome() == Verdict::OUTCOME_UNDETERMINED);
  REQUIRE(held.causes_size() == 1);
  CHECK(held.causes(0).kind() == Cause::KIND_MISMATCH);
  CHECK(held.causes(0).contact() == "省市场监管局，0451-12315");

  f.log.Append(Mismatched(kCode, 1, false));
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Nothing is certified where nobody has delivered") {
  Fixture f;
  f.log.Append(Source("penalties", 0));

  const Verdict verdict = f.VerdictOn(Ask(kCode));

  CHECK(verdict.outcome() == Verdict::OUTCOME_UNDETERMINED);
  CHECK(verdict.uncovered_areas_size() == 50);
}

TEST_CASE("Who has looked elsewhere has not looked at a subject here") {
  Fixture f;
  Change elsewhere = Source("penalties", 1'700'000'000);
  elsewhere.mutable_source_state()->mutable_looks(0)->add_regions("2306");
  f.log.Append(elsewhere);

  const Verdict verdict = f.VerdictOn(Ask(kCode));

  CHECK(verdict.outcome() == Verdict::OUTCOME_UNDETERMINED);
  CHECK(verdict.uncovered_areas_size() == 50);
}

TEST_CASE("On a grant nothing is told of records but that there are some") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  Request request = Ask(kCode);
  request.mutable_ground()->mutable_grant()->set_grant_id("grant");
  request.set_for_report(true);

  const Verdict verdict = f.VerdictOn(request);

  CHECK(verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(verdict.findings().empty());
}

TEST_CASE("A report gets its material from the state of the verdict") {
  Fixture f;
  Request request = Ask(kCode);
  request.set_for_report(true);

  const auto response = f.instance->Check(request);

  REQUIRE(response.ok());
  const auto& material = response->material();
  CHECK(material.registration().name() == "黑龙江试验有限公司");
  CHECK(material.registration().columns().empty());
  CHECK(material.data_as_of_time().seconds() == 1'700'000'000);
  CHECK(material.names().province() == "黑龙江省");
  CHECK(material.report_keep_years() == 10);
  CHECK(material.time_stamping() == policy::v1::TIME_STAMPING_IF_AVAILABLE);
}

TEST_CASE("A code that was never registered is not applicable") {
  Fixture f;

  Request request = Ask(kCodes[1]);
  request.set_for_report(true);
  const Verdict verdict = f.VerdictOn(request);

  CHECK(verdict.outcome() == Verdict::OUTCOME_NOT_APPLICABLE);
  REQUIRE(verdict.causes_size() == 1);
  CHECK(verdict.causes(0).kind() == Cause::KIND_NOT_REGISTERED);
}

TEST_CASE("Without a policy nothing is decided") {
  TestLog log;
  log.Append(Registered(kCode));
  const testing::TempDirectory folder;
  Instance instance(log, folder.path());

  const auto answer = instance.Check(Ask(kCode));

  CHECK(base::ReasonOf(answer.status()) == Reason::REASON_NO_POLICY);
}

TEST_CASE("A field that cannot be read is named") {
  Fixture f;
  Request request = Ask(kCode);
  std::string field;
  SECTION("subject") {
    request.set_subject("subjects/91230103TE00000104");
    field = "subject";
  }
  SECTION("period") {
    request.set_period_end_date("2024-13-01");
    field = "period_end_date";
  }
  SECTION("purpose") {
    request.set_purpose(std::string(601, 'x'));
    field = "purpose";
  }

  const auto answer = f.instance->Check(request);

  CHECK(base::ReasonOf(answer.status()) == Reason::REASON_INVALID_FIELD);
  CHECK(absl::StrContains(answer.status().message(), field));
}

}  // namespace
}  // namespace creditproof::eligibility_check
