// Verdicts while policies, sources and pages change.
#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "libs/base/error.h"
#include "services/eligibility_check/instance_for_test.h"

namespace creditproof::eligibility_check {
namespace {

using base::Reason;
using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using policy::v1::Policy;
using Request = Instance::Request;

const std::string kCode = kCodes[0];

Change ActivatedAs(std::uint32_t version, std::function<void(Policy&)> edit) {
  Change change = Activated(version);
  edit(*change.mutable_policy_activated()->mutable_policy());
  return change;
}

struct Fixture {
  Fixture() {
    log.Append(Activated(1));
    log.Append(Source("penalties", 1'700'000'000));
    log.Append(Registered(kCode));
    instance = std::make_unique<Instance>(log, folder.path());
  }

  Verdict VerdictOn(const Request& request) {
    const auto response = instance->Check(request);
    INFO(response.status());
    REQUIRE(response.ok());
    return response->verdict();
  }

  TestLog log;
  testing::TempDirectory folder;
  std::unique_ptr<Instance> instance;
};

TEST_CASE("A policy switch drops no call, and no verdict mixes two policies") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  constexpr std::uint32_t kVersions = 40;
  std::atomic<bool> switching{true};
  std::atomic<int> failed{0};
  std::atomic<int> mixed{0};
  std::atomic<int> asked{0};
  std::vector<std::thread> clients;
  for (int i = 0; i < 4; ++i) {
    clients.emplace_back([&, i] {
      Request request = Ask(kCode);
      if (i % 2 == 0) request.set_consistency(Request::CONSISTENCY_BOUNDED);
      while (switching) {
        const auto response = f.instance->Check(request);
        ++asked;
        if (!response.ok()) {
          ++failed;
          continue;
        }
        // Of odd versions penalties count, of even ones nothing does.
        const Verdict& verdict = response->verdict();
        const bool found = verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND;
        if (found != (verdict.basis().policy_version() % 2 == 1) &&
            verdict.basis().position() > 3) {
          ++mixed;
        }
      }
    });
  }
  for (std::uint32_t version = 2; version <= kVersions; ++version) {
    f.log.Append(ActivatedAs(version, [&](Policy& policy) {
      if (version % 2 == 0) policy.clear_counting_kinds();
    }));
    const Verdict verdict = f.VerdictOn(Ask(kCode));
    CHECK(verdict.basis().policy_version() == version);
  }
  switching = false;
  for (std::thread& client : clients) client.join();
  CHECK(asked > 0);
  CHECK(failed == 0);
  CHECK(mixed == 0);
}

TEST_CASE("Findings of thousands of records come page by page") {
  Fixture f;
  constexpr int kRecords = 1203;
  for (int number = 0; number < kRecords; ++number) {
    f.log.Append(Penalised(kCode, number));
  }
  Request request = Ask(kCode);
  request.set_findings_page_size(400);
  std::set<std::string> ids;
  int pages = 0;
  do {
    const Verdict verdict = f.VerdictOn(request);
    CHECK(verdict.finding_count() == kRecords);
    for (const auto& finding : verdict.findings()) {
      ids.insert(finding.record().record().record_id());
    }
    request.set_findings_page_token(verdict.next_findings_page_token());
    ++pages;
  } while (!request.findings_page_token().empty());
  CHECK(ids.size() == kRecords);
  CHECK(pages == 4);

  CHECK(f.VerdictOn(Ask(kCode)).findings_size() == 500);
  request.set_findings_page_size(5000);
  CHECK(f.VerdictOn(request).findings_size() == 1000);
}

TEST_CASE("A page of a state that is gone is refused, not mixed") {
  Fixture f;
  for (int number = 0; number < 3; ++number) {
    f.log.Append(Penalised(kCode, number));
  }
  Request request = Ask(kCode);
  request.set_findings_page_size(1);
  request.set_findings_page_token(
      f.VerdictOn(request).next_findings_page_token());
  REQUIRE_FALSE(request.findings_page_token().empty());

  f.log.Append(Source("penalties", 1'700'000'001));  // another delivery
  CHECK(f.VerdictOn(request).findings_size() == 1);

  f.log.Append(Repaired(kCode, 0));
  CHECK(base::ReasonOf(f.instance->Check(request).status()) ==
        Reason::REASON_PAGE_STALE);
  request.set_findings_page_token("bm9uZQ");
  CHECK(base::ReasonOf(f.instance->Check(request).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("A silent source is named with whom to call, where policy minds") {
  Fixture f;
  Change source = Source("penalties", 1'700'000'000);  // in 2023
  source.mutable_source_state()->set_cadence_days(7);
  f.log.Append(source);
  CHECK(f.VerdictOn(Ask(kCode)).outcome() == Verdict::OUTCOME_ELIGIBLE);

  f.log.Append(ActivatedAs(2, [](Policy& policy) {
    policy.set_silent_source(policy::v1::SILENT_SOURCE_UNDETERMINED);
    policy.set_silent_grace_days(3);
  }));

  const Verdict verdict = f.VerdictOn(Ask(kCode));
  CHECK(verdict.outcome() == Verdict::OUTCOME_UNDETERMINED);
  REQUIRE(verdict.causes_size() == 1);
  CHECK(verdict.causes(0).kind() == Cause::KIND_SILENT_SOURCE);
  CHECK(verdict.causes(0).contact() == "省市场监管局，0451-12315");

  const auto answered = f.instance->CheckBatch(AskAll({kCode}));
  REQUIRE(answered.ok());
  REQUIRE(answered->others_size() == 1);
  CHECK(answered->others(0).outcome() == Verdict::OUTCOME_UNDETERMINED);
  REQUIRE(answered->others(0).causes_size() == 1);
  CHECK(answered->others(0).causes(0) == Cause::KIND_SILENT_SOURCE);
}

TEST_CASE("Repaired records are listed apart, where policy shows them") {
  Fixture f;
  f.log.Append(Penalised(kCode, 1));
  f.log.Append(Penalised(kCode, 2));
  f.log.Append(Repaired(kCode, 1));
  f.log.Append(ActivatedAs(2, [](Policy& policy) {
    policy.set_edition(policy::v1::EDITION_WITH_OR_WITHOUT);
    policy.set_repaired_shown(true);
  }));

  const Verdict verdict = f.VerdictOn(Ask(kCode));

  CHECK(verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(verdict.finding_count() == 1);
  REQUIRE(verdict.findings_size() == 1);
  REQUIRE(verdict.repaired_size() == 1);
  CHECK(verdict.repaired(0).record().record().record_id() == Id(1));
  CHECK(verdict.repaired(0).rule() == "state");
  CHECK(verdict.repaired(0).remedy().empty());
}

TEST_CASE("The scenario 其他类 carries its three conditions") {
  Fixture f;
  Request request = Ask(kCode);
  CHECK(f.VerdictOn(request).conditions().empty());
  request.set_scenario(record::v1::SCENARIO_OTHER);
  CHECK(f.VerdictOn(request).conditions_size() == 3);
}

TEST_CASE("The stated period starts when the subject was founded") {
  Fixture f;
  Change founded = Registered(kCode);
  founded.mutable_registration()->set_founded_date("2023-05-06");
  f.log.Append(founded);
  CHECK(f.VerdictOn(Ask(kCode)).period_start_date() == "2021-01-01");

  f.log.Append(ActivatedAs(
      2, [](Policy& policy) { policy.set_starts_at_founding(true); }));

  CHECK(f.VerdictOn(Ask(kCode)).period_start_date() == "2023-05-06");
}

}  // namespace
}  // namespace creditproof::eligibility_check
