// A candidate policy, tried on everybody.
#include <atomic>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <semaphore>
#include <set>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/date.h"
#include "services/eligibility_check/amid.h"
#include "services/eligibility_check/instance_for_test.h"

namespace creditproof::eligibility_check {
namespace {

using base::Reason;
using eligibility::v1::TrialReport;
using eligibility::v1::TryPolicyRequest;
using eligibility::v1::Verdict;
using policy::v1::Policy;

// In force is that of Activated: this one excuses warnings and taxation.
constexpr char kCandidate[] = R"(
policy_id: "candidate"
version: 7
edition: EDITION_CLEAN_ONLY
names {
  report_title: "a" report_subtitle: "b" issuer: "c" channel: "d" site: "e"
  province: "黑龙江省" platform: "f"
}
counting_kinds: [RECORD_KIND_PENALTY]
look_back_start_date: "2023-01-01"
area_scope: AREA_SCOPE_ANY
simple_procedure_counts: true
warning_counts: false
expired_publicity_counts: true
objected_counts: false
removed_listing_counts: false
uncovered_area_blocks: false
hold_source_shown: false
open_mismatch: OPEN_MISMATCH_UNDETERMINED
starts_at_founding: false
longest_period_years: 0
registration_statuses: [REGISTRATION_STATUS_ACTIVE, REGISTRATION_STATUS_REVOKED]
silent_source: SILENT_SOURCE_IGNORE
repaired_shown: false
report_keep_years: 10
operator_kinds: [OPERATOR_KIND_COMPANY]
region_prefix: "23"
)";

constexpr int kSubjects = 60;

std::string CodeOf(int number) {
  return absl::StrFormat("91230103TE%08d", number);
}

Change RandomChange(std::mt19937& dice) {
  const auto below = [&](unsigned bound) { return int(dice() % bound); };
  const std::string code = CodeOf(below(kSubjects));
  const int record = below(3);
  switch (below(9)) {
    case 0:
    case 1: {
      Change change = Registered(code);
      if (below(4) == 0) {
        change.mutable_registration()->set_status(
            record::v1::REGISTRATION_STATUS_REVOKED);
      }
      return change;
    }
    case 2:
      return Repaired(code, record);
    case 3:
      return Objected(code, record, true);
    case 4:
      return below(3) == 0 ? Held(code, record) : Lifted(code, record);
    case 5:
      return Mismatched(code, record, below(2) == 0);
    case 6:
      return below(5) == 0 ? Barred(code, true) : Barred(code, false);
    default: {
      Change put = Penalised(code, record);
      put.mutable_record_put()->set_decision_date(
          absl::StrCat("202", 1 + below(4), "-05-01"));
      put.mutable_record_put()->set_area(
          static_cast<record::v1::Area>(1 + below(3)));
      if (below(2) == 0) {
        put.mutable_record_put()->add_penalty_kinds(
            record::v1::PENALTY_KIND_WARNING);
      }
      return put;
    }
  }
}

struct Fixture {
  // Everybody is registered, in a log that goes on behind `changes` more.
  explicit Fixture(int changes = 0, InstanceOptions options = {}) {
    std::mt19937 dice(11);
    log.Append(Source("penalties", 1'700'000'000));
    log.Append(Activated(1));
    for (int i = 0; i < kSubjects; ++i) log.Append(Registered(CodeOf(i)));
    for (; changes > 0; --changes) log.Append(RandomChange(dice));
    instance = std::make_unique<Instance>(log, folder.path(), options);
    const changelog::Progress& progress = instance->replica().progress();
    const changelog::Heads heads = log.Heads().value();
    for (const auto& [partition, head] : heads) {
      REQUIRE(progress.WaitFor(partition, head, absl::Now() + absl::Seconds(30))
                  .ok());
    }
  }

  TryPolicyRequest Candidate() const {
    TryPolicyRequest request;
    request.set_text(kCandidate);
    request.set_sample_size(100);
    return request;
  }

  // Of the policy in force.
  TrialInput InForce() const {
    TrialInput input{instance->store(),
                     {},
                     kPartitionCount,
                     *instance->replica().shared(0)->policy,
                     base::ChinaDay(absl::Now()),
                     10};
    for (std::uint32_t p = 0; p < kPartitionCount; ++p) {
      input.shared[p] = instance->replica().shared(p);
    }
    return input;
  }

  TrialReport Try(const TryPolicyRequest& request) {
    const auto report = instance->Try(request);
    INFO(report.status());
    REQUIRE(report.ok());
    return *report;
  }

  TestLog log;
  testing::TempDirectory folder;
  std::unique_ptr<Instance> instance;
};

// Everything but the audit trail.
std::map<std::string, std::string> ContentOf(const kv::Store& store) {
  std::map<std::string, std::string> content;
  for (std::size_t family = 0; family < FamilySpecs().size(); ++family) {
    if (family == kAudit.index) continue;
    REQUIRE(store
                .Scan(kv::Family{family}, "", "",
                      [&](absl::string_view key, absl::string_view value) {
                        content[absl::StrCat(family, ":", key)] =
                            std::string(value);
                        return true;
                      })
                .ok());
  }
  return content;
}

// The codes whose outcome changes, in groups, by the plain way.
struct Expected {
  std::map<std::pair<int, int>, std::set<std::string>> outcomes;
  std::map<int, std::set<std::string>> areas;
  std::int64_t changed = 0;
};

Expected PlainTrial(const Instance& instance) {
  const Policy candidate = policy::ParsePolicy(kCandidate).value();
  const absl::CivilDay today = base::ChinaDay(absl::Now());
  Expected expected;
  for (int i = 0; i < kSubjects; ++i) {
    const std::string code = CodeOf(i);
    SharedState shared =
        *instance.replica().shared(PartitionOf(code, kPartitionCount));
    const policy::Standing standing =
        ReadStanding(instance.store(), code)->standing;
    std::map<std::string, int> counting[2];
    int outcome[2];
    for (int which = 0; which < 2; ++which) {
      if (which == 1) shared.policy = candidate;
      const auto question =
          policy::MakeQuestion(*shared.policy, {}, "", "", today).value();
      const auto decision = DecideAmid(shared, standing, question);
      outcome[which] = decision.outcome;
      for (const auto& ruling : decision.counting) {
        counting[which][ruling.fact->record_id] = ruling.fact->area;
      }
    }
    if (outcome[0] == outcome[1]) continue;
    ++expected.changed;
    expected.outcomes[{outcome[0], outcome[1]}].insert(code);
    for (int which = 0; which < 2; ++which) {
      for (const auto& [id, area] : counting[which]) {
        if (counting[1 - which].count(id) == 0) {
          expected.areas[area].insert(code);
        }
      }
    }
  }
  return expected;
}

std::set<std::string> SampleOf(const eligibility::v1::ChangedSubjects& some) {
  return {some.sample().begin(), some.sample().end()};
}

TEST_CASE("A trial finds what deciding on each subject by itself finds") {
  Fixture f(500);
  const Expected expected = PlainTrial(*f.instance);
  REQUIRE(expected.outcomes.size() >= 4);

  const TrialReport report = f.Try(f.Candidate());

  CHECK(report.policy_id() == "test");
  CHECK(report.candidate_id() == "candidate");
  CHECK(report.candidate_version() == 7);
  CHECK(report.subjects() == kSubjects);
  CHECK(report.changed() == expected.changed);
  REQUIRE(report.outcomes_size() == static_cast<int>(expected.outcomes.size()));
  for (const auto& change : report.outcomes()) {
    const auto& codes = expected.outcomes.at({change.before(), change.after()});
    CHECK(change.subjects().count() == static_cast<int>(codes.size()));
    CHECK(SampleOf(change.subjects()) == codes);
  }
  REQUIRE(report.areas_size() == static_cast<int>(expected.areas.size()));
  for (const auto& change : report.areas()) {
    CHECK(SampleOf(change.subjects()) == expected.areas.at(change.area()));
  }
}

TEST_CASE("A trial changes nothing, and is written down once") {
  Fixture f(60);
  const auto before = ContentOf(f.instance->store());
  const auto heads = f.log.Heads().value();
  const std::size_t entries = f.instance->trail().Read(1, 1000)->size();

  f.Try(f.Candidate());

  CHECK(ContentOf(f.instance->store()) == before);
  CHECK(f.log.Heads().value() == heads);
  const auto after = f.instance->trail().Read(1, 1000);
  REQUIRE(after.ok());
  REQUIRE(after->size() == entries + 1);
  CHECK(after->back().method() == "TryPolicy");
  CHECK(after->back().ground() == "ADMINISTRATOR");
  CHECK(after->back().client() == kClient);
  CHECK(after->back().policy_id() == "candidate");
  CHECK(after->back().policy_version() == 7);
}

TEST_CASE("The policy in force, tried, changes nobody's verdict") {
  Fixture f(500);
  const auto tally = TryOnAll(f.InForce(), [](auto, auto) { return true; });
  REQUIRE(tally.ok());
  CHECK(tally->ToReport().subjects() == kSubjects);
  CHECK(tally->ToReport().changed() == 0);
  CHECK(tally->ToReport().changed_within() == 0);
}

TEST_CASE("A trial says at once how far it is") {
  Fixture f;
  int told = 0;
  const auto tally = TryOnAll(f.InForce(), [&](auto done, auto total) {
    ++told;
    CHECK(done <= total);
    return true;
  });
  CHECK(tally.ok());
  CHECK(told >= 1);
}

TEST_CASE("A trial that nobody waits for is given up") {
  Fixture f;
  const auto tally = TryOnAll(f.InForce(), [](auto, auto) { return false; });
  CHECK(absl::IsCancelled(tally.status()));
}

TEST_CASE("A second trial beside one that runs is refused") {
  std::binary_semaphore started(0);
  std::binary_semaphore may_go_on(0);
  std::atomic<bool> first{true};
  const base::Clock clock = [&] {
    if (first.exchange(false)) {
      started.release();
      may_go_on.acquire();
    }
    return absl::Now();
  };
  Fixture f(0, {.clock = clock});
  absl::Status of_first;
  std::thread running(
      [&] { of_first = f.instance->Try(f.Candidate()).status(); });
  started.acquire();

  const absl::Status of_second = f.instance->Try(f.Candidate()).status();
  may_go_on.release();
  running.join();

  CHECK(base::ReasonOf(of_second) == Reason::REASON_OVERLOADED);
  CHECK(of_first.ok());
}

TEST_CASE("A candidate that cannot be read is refused with line and column") {
  Fixture f;
  TryPolicyRequest request = f.Candidate();
  request.set_text("policy_id: 1");
  const absl::Status status = f.instance->Try(request).status();
  CHECK(base::ReasonOf(status) == Reason::REASON_INVALID_FIELD);
  CHECK(std::string(status.message()).find("line 1, column 12") !=
        std::string::npos);
  request = f.Candidate();
  request.set_sample_size(101);
  CHECK(base::ReasonOf(f.instance->Try(request).status()) ==
        Reason::REASON_INVALID_FIELD);
}

TEST_CASE("Without a policy in force there is nothing to compare with") {
  TestLog log;
  testing::TempDirectory folder;
  Instance instance(log, folder.path());
  TryPolicyRequest request;
  request.set_text(kCandidate);
  CHECK(base::ReasonOf(instance.Try(request).status()) ==
        Reason::REASON_NO_POLICY);
}

TEST_CASE("A sample is the same whatever the order and the parts") {
  std::vector<std::string> codes;
  for (int i = 0; i < 500; ++i) codes.push_back(absl::StrCat("code ", i));
  Changed whole;
  for (const std::string& code : codes) whole.Add(code, 7);

  std::mt19937 dice(3);
  std::shuffle(codes.begin(), codes.end(), dice);
  Changed parts[3];
  for (std::size_t i = 0; i < codes.size(); ++i) parts[i % 3].Add(codes[i], 7);
  Changed merged;
  for (const Changed& part : parts) merged.Merge(part, 7);

  CHECK(merged.ToMessage().DebugString() == whole.ToMessage().DebugString());
  CHECK(whole.ToMessage().count() == 500);
  CHECK(whole.ToMessage().sample_size() == 7);
}

}  // namespace
}  // namespace creditproof::eligibility_check
