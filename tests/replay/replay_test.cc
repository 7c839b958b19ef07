// What was answered once is answered again, whatever came after.
#include <random>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/crypto/digest.h"
#include "tests/replay/replay_fixture.h"

namespace creditproof::tests {
namespace {

namespace made = eligibility_check;

constexpr int kRounds = 6;
constexpr int kChanges = 160;
constexpr int kSubjects = 3;
constexpr int kRecords = 6;

// Few values of everything, so that they meet.
class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int Below(int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(engine_);
  }
  bool OneIn(int n) { return Below(n) == 0; }
  std::string Date() {
    return base::FormatDate(absl::CivilDay(2020, 6, 1) + 90 * Below(30));
  }

 private:
  std::mt19937 engine_;
};

Change RandomPolicy(Dice& dice, std::uint32_t version) {
  Change change = made::Activated(version);
  policy::v1::Policy& policy =
      *change.mutable_policy_activated()->mutable_policy();
  if (dice.OneIn(3)) policy.set_policy_id("other");
  policy.set_area_scope(dice.OneIn(2) ? policy::v1::AREA_SCOPE_SELECTED
                                      : policy::v1::AREA_SCOPE_ANY);
  policy.set_warning_counts(dice.OneIn(2));
  policy.set_expired_publicity_counts(dice.OneIn(2));
  policy.set_objected_counts(dice.OneIn(2));
  policy.set_uncovered_area_blocks(dice.OneIn(4));
  policy.set_hold_source_shown(!dice.OneIn(4));
  policy.set_starts_at_founding(dice.OneIn(2));
  if (dice.OneIn(3)) policy.clear_counting_kinds();
  if (dice.OneIn(2)) {
    policy.set_edition(policy::v1::EDITION_WITH_OR_WITHOUT);
    policy.set_repaired_shown(true);
  }
  if (dice.OneIn(2)) {
    policy.set_open_mismatch(policy::v1::OPEN_MISMATCH_UNDETERMINED);
  }
  if (dice.OneIn(2)) {
    policy.set_silent_source(policy::v1::SILENT_SOURCE_UNDETERMINED);
    policy.set_silent_grace_days(dice.Below(40));
  }
  if (dice.OneIn(6)) {
    policy.set_end_date(dice.Date());
    policy.set_on_expiry(policy::v1::ON_EXPIRY_STOP);
  }
  return change;
}

Change RandomSource(Dice& dice) {
  Change change = made::Source(absl::StrCat("s", dice.Below(3)),
                               1'700'000'000 + 86'400 * dice.Below(900));
  auto& source = *change.mutable_source_state();
  source.set_contact(absl::StrCat("0451-", dice.Below(100)));
  if (dice.OneIn(2)) source.set_cadence_days(7);
  if (dice.OneIn(3)) source.mutable_looks(0)->mutable_areas()->Truncate(3);
  return change;
}

Change RandomRecord(Dice& dice, const std::string& code, int record) {
  Change change = dice.OneIn(4) ? made::InArrears(code, record)
                                : made::Penalised(code, record);
  auto& put = *change.mutable_record_put();
  put.set_decision_date(dice.Date());
  put.set_content(absl::StrCat("罚款", dice.Below(100), "万元"));
  put.set_area(static_cast<record::v1::Area>(dice.Below(4)));
  if (dice.OneIn(3)) put.set_publicity_end_date(dice.Date());
  if (dice.OneIn(4)) put.set_removed_date(dice.Date());
  if (dice.OneIn(3)) {
    put.add_penalty_kinds(record::v1::PENALTY_KIND_WARNING);
  }
  return change;
}

Change RandomRegistration(Dice& dice, const std::string& code) {
  Change change = made::Registered(code);
  auto& registration = *change.mutable_registration();
  if (dice.OneIn(8)) registration.set_region_code("110000");
  if (dice.OneIn(8)) {
    registration.set_status(record::v1::REGISTRATION_STATUS_REVOKED);
  }
  if (dice.OneIn(2)) registration.set_founded_date(dice.Date());
  return change;
}

Change RandomHold(Dice& dice, const std::string& code, int number) {
  Change change = made::Held(code, number);
  change.mutable_hold_placed()->set_source_id(absl::StrCat("s", dice.Below(2)));
  change.mutable_hold_placed()->set_reason(absl::StrCat("原因", number));
  return change;
}

Change RandomChange(Dice& dice, std::uint32_t& version) {
  const std::string code = Code(dice.Below(kSubjects));
  const int record = dice.Below(kRecords);
  switch (dice.Below(20)) {
    case 0:
    case 1:
      return RandomRegistration(dice, code);
    case 2:
      return made::Repaired(code, record);
    case 3:
      return made::Withdrawn(code, record);
    case 4:
      return made::Objected(code, record, dice.OneIn(2));
    case 5:
      return RandomHold(dice, code, record);
    case 6:
    case 7:
      return made::Lifted(code, record);
    case 8:
      return made::Barred(code, dice.OneIn(4));
    case 9:
    case 10:
      return RandomSource(dice);
    case 11:
      return RandomPolicy(dice, ++version);
    case 12:
      return made::Mismatched(code, record, dice.OneIn(2));
    case 13:
      return made::Lapsed(code, record);
    case 14:
      return made::Reinstated(code, record);
    case 15:
      return made::Declared(dice.OneIn(2), absl::StrCat("欠税", version));
    default:
      return RandomRecord(dice, code, record);
  }
}

Request RandomQuestion(Dice& dice) {
  Request request =
      Ask(Code(dice.Below(kSubjects + 1)), dice.OneIn(3) ? "market" : "bureau");
  if (request.ground().duty().agency() == "market") {
    request.add_areas(record::v1::AREA_MARKET_REGULATION);
  } else if (dice.OneIn(2)) {
    for (int area = 1; area < 4; ++area) {
      if (dice.OneIn(2)) request.add_areas(static_cast<record::v1::Area>(area));
    }
  }
  if (dice.OneIn(3)) request.set_period_start_date("2022-01-01");
  if (dice.OneIn(3)) request.set_period_end_date("2024-06-30");
  if (dice.OneIn(4)) request.set_scenario(record::v1::SCENARIO_OTHER);
  if (dice.OneIn(3)) request.set_findings_page_size(1 + dice.Below(3));
  return request;
}

// Whether the explanation says what the verdict does.
void CheckExplained(const ReplayCheckResponse& replayed) {
  const Verdict& verdict = replayed.verdict();
  int counting = 0;
  for (const auto& record : replayed.records()) counting += record.counts();
  const bool all_visible = replayed.records_size() == replayed.record_count();
  if (verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND && all_visible) {
    CHECK(counting == verdict.finding_count());
  }
  std::set<int> in_the_way;
  for (const auto& condition : replayed.conditions()) {
    if (condition.state() ==
        eligibility::v1::ExplainedCondition::STATE_IN_THE_WAY) {
      in_the_way.insert(condition.kind());
    }
  }
  for (const auto& cause : verdict.causes()) {
    CHECK(in_the_way.count(cause.kind()) == 1);
  }
  if (verdict.outcome() == Verdict::OUTCOME_ELIGIBLE) {
    CHECK(counting == 0);
    CHECK(in_the_way.empty());
  }
}

TEST_CASE(
    "Every answer is given again from its position, whatever came after") {
  std::map<Verdict::Outcome, int> seen;
  std::set<int> causes;
  int paged = 0;
  int repaired = 0;
  for (int round = 0; round < kRounds; ++round) {
    Dice dice(static_cast<unsigned>(round));
    Fixture f;
    std::uint32_t version = 1;
    f.log.Append(made::Activated(version));
    f.log.Append(made::Source("s0", 1'700'000'000));
    std::vector<Fixture::Answered> answers;
    for (int change = 0; change < kChanges; ++change) {
      f.log.Append(RandomChange(dice, version));
      // Days pass now and then; a replay must not take its own day.
      if (dice.OneIn(10)) f.now += absl::ToInt64Microseconds(absl::Hours(300));
      const Request request = RandomQuestion(dice);
      answers.push_back({request, f.VerdictOn(request)});
    }

    for (const auto& [request, verdict] : answers) {
      ReplayCheckRequest replay = Fixture::Again(request, verdict);
      if (dice.OneIn(2)) {
        replay.set_policy_id(verdict.basis().policy_id());
        replay.set_policy_version(verdict.basis().policy_version());
      }
      const ReplayCheckResponse replayed = f.Replay(replay);
      REQUIRE(replayed.verdict().DebugString() == verdict.DebugString());
      CheckExplained(replayed);
      ++seen[verdict.outcome()];
      for (const auto& cause : verdict.causes()) causes.insert(cause.kind());
      paged += !verdict.next_findings_page_token().empty();
      repaired += verdict.repaired_size();
    }
  }
  CHECK(seen.size() == 4);  // every outcome, and every cause
  CHECK(causes.size() == eligibility::v1::Cause::Kind_MAX - 1);
  CHECK(paged > 0);
  CHECK(repaired > 0);
}

TEST_CASE("The audit entry of a check is enough to answer it again") {
  Fixture f;
  f.log.Append(made::Activated(1));
  f.log.Append(made::Source("s0", 1'700'000'000));
  f.log.Append(made::Registered(Code(0)));
  f.log.Append(made::Penalised(Code(0), 1));
  Request request = Ask(Code(0));
  request.add_areas(record::v1::AREA_TAXATION);
  request.set_period_start_date("2022-01-01");
  request.set_period_end_date("2025-01-01");
  request.set_scenario(record::v1::SCENARIO_OTHER);
  const Verdict verdict = f.VerdictOn(request);
  f.log.Append(made::Repaired(Code(0), 1));
  f.log.Append(made::Activated(2));

  const auto entries = f.instance.trail().Read(1, 10);
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == 1);
  const audit::v1::AuditEntry& entry = entries->front();
  ReplayCheckRequest replay;
  Request& check = *replay.mutable_check();
  check = Ask(entry.subject());
  *check.mutable_areas() = entry.areas();
  check.set_period_start_date(entry.period_start_date());
  check.set_period_end_date(entry.period_end_date());
  check.set_scenario(entry.scenario());
  replay.set_position(entry.position());
  replay.set_policy_id(entry.policy_id());
  replay.set_policy_version(entry.policy_version());
  *replay.mutable_decision_time() = entry.time();

  const Verdict replayed = f.Replay(replay).verdict();
  CHECK(verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(replayed.DebugString() == verdict.DebugString());
}

std::string Codes(int count) {
  std::string codes;
  for (int i = 0; i < count; ++i) codes += Code(i);
  return codes;
}

// What a batch said of its code at `index`.
Verdict::Outcome OutcomeAt(const Instance::BatchResponse& response, int index) {
  const auto byte = static_cast<std::size_t>(index / 8);
  if ((response.eligible()[byte] >> index % 8 & 1) != 0) {
    return Verdict::OUTCOME_ELIGIBLE;
  }
  for (const auto& other : response.others()) {
    if (other.index() == static_cast<std::uint32_t>(index)) {
      return other.outcome();
    }
  }
  return Verdict::OUTCOME_UNSPECIFIED;
}

// The question about `code`, one of a batch, as the batch's entry tells it.
ReplayCheckRequest AgainFrom(const audit::v1::AuditEntry& entry,
                             const std::string& code) {
  ReplayCheckRequest replay;
  Request& check = *replay.mutable_check();
  check = Ask(code);
  *check.mutable_areas() = entry.areas();
  check.set_period_start_date(entry.period_start_date());
  check.set_period_end_date(entry.period_end_date());
  *replay.mutable_decision_time() = entry.time();
  const std::uint32_t partition =
      PartitionOf(code, eligibility_check::kPartitionCount);
  for (const audit::v1::BatchBasis& basis : entry.batch_bases()) {
    for (int i = 0; i < basis.partitions_size(); ++i) {
      if (basis.partitions(i) != partition) continue;
      replay.set_policy_id(basis.policy_id());
      replay.set_policy_version(basis.policy_version());
      replay.set_position(basis.positions(i));
    }
  }
  return replay;
}

TEST_CASE("With its codes the audit entry of a batch answers each again") {
  Fixture f;
  Dice dice(77);
  std::uint32_t version = 1;
  f.log.Append(made::Activated(version));
  f.log.Append(made::Source("s0", 1'700'000'000));
  std::vector<Instance::BatchResponse> answers;
  for (int change = 0; change < kChanges; ++change) {
    f.log.Append(RandomChange(dice, version));
    if (dice.OneIn(10)) f.now += absl::ToInt64Microseconds(absl::Hours(300));
    Instance::BatchRequest request;
    *request.mutable_ground() = Ask(Code(0)).ground();
    request.set_codes(Codes(kSubjects + 1));
    request.set_consistency(Request::CONSISTENCY_STRONG);
    if (dice.OneIn(2)) request.add_areas(record::v1::AREA_MARKET_REGULATION);
    if (dice.OneIn(3)) request.set_period_start_date("2022-01-01");
    if (dice.OneIn(3)) request.set_period_end_date("2024-06-30");
    const auto answer = f.instance.CheckBatch(request);
    REQUIRE(answer.ok());
    answers.push_back(*answer);
  }
  ReplayCheckRequest last;  // which is answered when its entry is on disk
  *last.mutable_check() = Ask(Code(0));
  f.Replay(last);

  const auto entries = f.instance.trail().Read(1, answers.size());
  REQUIRE(entries.ok());
  REQUIRE(entries->size() == answers.size());
  std::set<Verdict::Outcome> seen;
  for (std::size_t i = 0; i < answers.size(); ++i) {
    CHECK((*entries)[i].subjects_sha256() ==
          crypto::Sha256(Codes(kSubjects + 1)));
    for (int subject = 0; subject <= kSubjects; ++subject) {
      const Verdict replayed =
          f.Replay(AgainFrom((*entries)[i], Code(subject))).verdict();
      REQUIRE(replayed.outcome() == OutcomeAt(answers[i], subject));
      seen.insert(replayed.outcome());
    }
  }
  CHECK(seen.size() == 4);
}

TEST_CASE("A verdict is given by any policy that was ever in force") {
  Fixture f;
  f.log.Append(made::Source("s0", 1'700'000'000));
  f.log.Append(made::Activated(1));
  f.log.Append(made::Registered(Code(0)));
  f.log.Append(made::Penalised(Code(0), 1));
  const Verdict strict = f.VerdictOn(Ask(Code(0)));
  Change lenient = made::Activated(2);
  lenient.mutable_policy_activated()->mutable_policy()->clear_counting_kinds();
  f.log.Append(lenient);

  ReplayCheckRequest replay = Fixture::Again(Ask(Code(0)), strict);
  replay.set_policy_id("test");
  for (const std::uint32_t version : {1, 2}) {
    replay.set_policy_version(version);
    const Verdict verdict = f.Replay(replay).verdict();
    CHECK(verdict.basis().policy_version() == version);
    CHECK(verdict.basis().position() == strict.basis().position());
    CHECK(verdict.outcome() == (version == 1 ? Verdict::OUTCOME_RECORDS_FOUND
                                             : Verdict::OUTCOME_ELIGIBLE));
  }
}

TEST_CASE("A time means all that was appended by then, and is the day it was") {
  Fixture f;
  f.log.Append(made::Source("s0", 1'700'000'000));
  f.log.Append(made::Activated(1));
  f.log.Append(made::Registered(Code(0)));
  f.log.Append(made::Penalised(Code(0), 1));
  const Verdict found = f.VerdictOn(Ask(Code(0)));
  const auto then = found.basis().data_time();
  f.log.Append(made::Repaired(Code(0), 1));
  REQUIRE(f.VerdictOn(Ask(Code(0))).outcome() == Verdict::OUTCOME_ELIGIBLE);

  ReplayCheckRequest replay;
  *replay.mutable_check() = Ask(Code(0));
  *replay.mutable_as_of_time() = then;
  const Verdict verdict = f.Replay(replay).verdict();
  CHECK(verdict.outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(verdict.basis().position() == found.basis().position());
  CHECK(verdict.basis().data_time() == then);
  CHECK(verdict.basis().decision_time() == then);

  replay.set_position(found.basis().position());
  CHECK(f.Replay(replay).verdict().basis().decision_time() == then);

  replay.clear_moment();  // now
  f.now += 1'000'000;
  const Verdict last = f.Replay(replay).verdict();
  CHECK(last.outcome() == Verdict::OUTCOME_ELIGIBLE);
  CHECK(TimeUtil::TimestampToMicroseconds(last.basis().decision_time()) ==
        f.now);
}

}  // namespace
}  // namespace creditproof::tests
