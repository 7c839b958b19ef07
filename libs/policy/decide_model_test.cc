// Decide against a second, plain model over random subjects, and what must hold
// when a subject or a question changes a little.
#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/policy/decide.h"
#include "libs/policy/policy_fixture.h"
#include "libs/record/declared_number.h"

namespace creditproof::policy {
namespace {

using eligibility::v1::Verdict;
using record::v1::Area;
using record::v1::CurrentRecord;
using record::v1::RecordState;
using record::v1::SubjectDossier;

constexpr int kSubjects = 1'000'000;
const absl::CivilDay kToday(2026, 5, 20);

// One random case. Few values of everything, so that they meet.
struct Case {
  v1::Policy policy;
  SubjectDossier dossier;
  std::vector<Area> covered;
  std::vector<Area> silent;
  std::vector<Area> areas;
  std::string start, end;
  bool first_kind_counts;  // of the declared kinds; the second is not known
};

constexpr int kFirstKind = record::kFirstDeclaredNumber;
constexpr int kSecondKind = kFirstKind + 1;

class Dice {
 public:
  explicit Dice(unsigned seed) : engine_(seed) {}

  int Below(int bound) {
    return std::uniform_int_distribution<int>(0, bound - 1)(engine_);
  }
  bool OneIn(int n) { return Below(n) == 0; }

  std::string Date() {
    return base::FormatDate(absl::CivilDay(2020, 6, 1) + 60 * Below(40));
  }

  std::vector<Area> SomeAreas() {
    std::vector<Area> areas;
    for (int area = 1; area <= 4; ++area) {
      if (OneIn(2)) areas.push_back(static_cast<Area>(area));
    }
    return areas;
  }

 private:
  std::mt19937 engine_;
};

v1::Policy RandomPolicy(Dice& dice) {
  static const v1::Policy sample = SamplePolicy();
  v1::Policy policy = sample;
  policy.set_area_scope(dice.OneIn(2) ? v1::AREA_SCOPE_SELECTED
                                      : v1::AREA_SCOPE_ANY);
  policy.set_simple_procedure_counts(dice.OneIn(2));
  policy.set_warning_counts(dice.OneIn(2));
  policy.set_expired_publicity_counts(dice.OneIn(2));
  policy.set_objected_counts(dice.OneIn(2));
  policy.set_removed_listing_counts(dice.OneIn(2));
  policy.set_uncovered_area_blocks(dice.OneIn(4));
  if (dice.OneIn(3)) policy.set_edition(v1::EDITION_WITH_OR_WITHOUT);
  if (dice.OneIn(4)) policy.mutable_counting_kinds()->RemoveLast();
  if (dice.OneIn(4)) {
    policy.add_counting_kinds(static_cast<record::v1::RecordKind>(kFirstKind));
  }
  if (dice.OneIn(3)) {
    policy.set_open_mismatch(v1::OPEN_MISMATCH_UNDETERMINED);
  }
  if (dice.OneIn(3)) {
    policy.set_silent_source(v1::SILENT_SOURCE_UNDETERMINED);
  }
  if (dice.OneIn(3)) policy.set_longest_period_years(1 + dice.Below(5));
  if (dice.OneIn(4)) {
    policy.add_registration_statuses(record::v1::REGISTRATION_STATUS_REVOKED);
  }
  if (dice.OneIn(8)) {
    policy.set_on_expiry(v1::ON_EXPIRY_STOP);
    policy.set_end_date(dice.Date());
  }
  return policy;
}

CurrentRecord RandomRecord(Dice& dice, int number) {
  CurrentRecord current;
  record::v1::Record& record = *current.mutable_record();
  record.set_record_id(std::string(31, '0') + "0123456789"[number]);
  const int kind =
      dice.OneIn(4) ? kFirstKind + dice.Below(2) : 1 + dice.Below(3);
  record.set_kind(static_cast<record::v1::RecordKind>(kind));
  record.set_area(static_cast<Area>(dice.Below(6)));
  record.set_decision_date(dice.Date());
  if (dice.OneIn(3)) record.set_publicity_end_date(dice.Date());
  if (dice.OneIn(3)) record.set_removed_date(dice.Date());
  record.set_procedure(static_cast<record::v1::Procedure>(dice.Below(3)));
  for (int penalty = 1; penalty <= 3; ++penalty) {
    if (dice.OneIn(2)) {
      record.add_penalty_kinds(static_cast<record::v1::PenaltyKind>(penalty));
    }
  }
  current.mutable_state()->set_kind(
      static_cast<RecordState::Kind>(dice.OneIn(2) ? 1 : 1 + dice.Below(3)));
  current.mutable_state()->set_objected(dice.OneIn(4));
  return current;
}

SubjectDossier RandomDossier(Dice& dice) {
  SubjectDossier dossier;
  if (!dice.OneIn(20)) {
    auto& registration = *dossier.mutable_registration();
    registration.set_operator_kind(dice.OneIn(10)
                                       ? record::v1::OPERATOR_KIND_PARTNERSHIP
                                       : record::v1::OPERATOR_KIND_COMPANY);
    registration.set_status(static_cast<record::v1::RegistrationStatus>(
        dice.OneIn(10) ? dice.Below(5) : 1));
    registration.set_region_code(dice.OneIn(10) ? "110000" : "230199");
    if (dice.OneIn(2)) registration.set_founded_date("2019-02-28");
  }
  if (dice.OneIn(20)) {
    dossier.set_bar_reason("forged");
    if (dice.OneIn(2)) dossier.set_bar_until_date(dice.Date());
  }
  if (dice.OneIn(6)) dossier.add_holds()->set_hold_id("h");
  if (dice.OneIn(6)) dossier.add_mismatches()->set_mismatch_id("m");
  for (int left = dice.Below(4); left > 0; --left) {
    *dossier.add_records() = RandomRecord(dice, left);
  }
  return dossier;
}

Case RandomCase(Dice& dice) {
  Case c{RandomPolicy(dice),
         RandomDossier(dice),
         dice.SomeAreas(),
         dice.OneIn(2) ? dice.SomeAreas() : std::vector<Area>(),
         dice.SomeAreas(),
         "",
         "",
         dice.OneIn(2)};
  if (dice.OneIn(2)) c.start = "2022-01-01";
  if (dice.OneIn(2)) c.end = "2025-06-30";
  return c;
}

// The model: straight from the dossier, dates as text, no early ways out.
bool ModelCounts(const Case& c, const CurrentRecord& current) {
  const auto& r = current.record();
  const std::string today = base::FormatDate(kToday);
  const int years = c.policy.longest_period_years();
  const std::string bound =
      years == 0 ? "" : absl::StrCat(kToday.year() - years, "-05-20");
  const std::string start =
      std::max({c.start, c.policy.look_back_start_date(), bound});
  const std::string end = c.end.empty() ? today : c.end;

  bool kind_counts = r.kind() == kSecondKind ||
                     (r.kind() == kFirstKind && c.first_kind_counts);
  for (int kind : c.policy.counting_kinds()) kind_counts |= kind == r.kind();
  bool asked = c.areas.empty() || r.area() == 0;
  for (Area area : c.areas) asked |= area == r.area();
  bool warning = r.penalty_kinds_size() > 0;
  for (int kind : r.penalty_kinds()) warning &= kind == 1 || kind == 2;

  const bool penalty = r.kind() == record::v1::RECORD_KIND_PENALTY;
  const bool removed = !r.removed_date().empty() && r.removed_date() <= today;
  const bool slip = r.decision_date() > today;
  const bool made = slip || r.decision_date() <= end;
  const bool in_period =
      made && (penalty ? r.decision_date() >= start
                       : !removed || r.removed_date() > start);
  const bool expired =
      !r.publicity_end_date().empty() && r.publicity_end_date() < today;
  return current.state().kind() == RecordState::KIND_EFFECTIVE && kind_counts &&
         in_period && (asked || c.policy.area_scope() == v1::AREA_SCOPE_ANY) &&
         (!expired || c.policy.expired_publicity_counts()) &&
         (!current.state().objected() || c.policy.objected_counts()) &&
         (penalty || !removed || c.policy.removed_listing_counts()) &&
         (!penalty || !warning || c.policy.warning_counts()) &&
         (!penalty || r.procedure() != record::v1::PROCEDURE_SIMPLE ||
          c.policy.simple_procedure_counts());
}

bool ModelMayUse(const v1::Policy& policy, int status) {
  bool may = false;
  for (int allowed : policy.registration_statuses()) may |= allowed == status;
  return may;
}

Verdict::Outcome ModelOutcome(const Case& c) {
  const auto& reg = c.dossier.registration();
  int counting = 0;
  for (const auto& r : c.dossier.records()) counting += ModelCounts(c, r);
  int asked = 0;
  int covered = 0;
  bool silent = false;
  for (Area area : record::AllAreas()) {
    if (!c.areas.empty() && !std::count(c.areas.begin(), c.areas.end(), area)) {
      continue;
    }
    ++asked;
    covered += std::count(c.covered.begin(), c.covered.end(), area) > 0;
    silent |= std::count(c.silent.begin(), c.silent.end(), area) > 0;
  }
  if (c.policy.on_expiry() == v1::ON_EXPIRY_STOP &&
      c.policy.end_date() < base::FormatDate(kToday)) {
    return Verdict::OUTCOME_UNDETERMINED;
  }
  const bool barred = !c.dossier.bar_reason().empty() &&
                      (c.dossier.bar_until_date().empty() ||
                       c.dossier.bar_until_date() >= base::FormatDate(kToday));
  if (barred || reg.region_code() != "230199" ||
      reg.operator_kind() != record::v1::OPERATOR_KIND_COMPANY ||
      !ModelMayUse(c.policy, reg.status())) {
    return Verdict::OUTCOME_NOT_APPLICABLE;
  }
  const bool open =
      c.dossier.holds_size() > 0 || covered == 0 ||
      (c.dossier.mismatches_size() > 0 &&
       c.policy.open_mismatch() == v1::OPEN_MISMATCH_UNDETERMINED) ||
      (silent && c.policy.silent_source() == v1::SILENT_SOURCE_UNDETERMINED) ||
      (c.policy.uncovered_area_blocks() && covered < asked);
  const bool lists = c.policy.edition() == v1::EDITION_WITH_OR_WITHOUT;
  if (open && lists) return Verdict::OUTCOME_UNDETERMINED;
  if (counting > 0) return Verdict::OUTCOME_RECORDS_FOUND;
  return open ? Verdict::OUTCOME_UNDETERMINED : Verdict::OUTCOME_ELIGIBLE;
}

struct Answer {
  Verdict::Outcome outcome;
  std::vector<std::string> counting;  // record ids, ascending
};

// What `ask(standing, surroundings, question)` says of the case, through the
// standing's bytes.
template <typename Use>
auto With(const Case& c, Use ask) {
  const auto standing = DecodeStanding(EncodeStanding(StandingOf(c.dossier)));
  REQUIRE(standing.ok());
  const auto question = MakeQuestion(c.policy, c.areas, c.start, c.end, kToday);
  REQUIRE(question.ok());
  std::vector<record::v1::RecordKind> uncounted;
  if (!c.first_kind_counts) {
    uncounted.push_back(static_cast<record::v1::RecordKind>(kFirstKind));
  }
  return ask(*standing, Surroundings{c.covered, c.silent, uncounted},
             *question);
}

Answer Ask(const Case& c) {
  return With(
      c, [&](const auto& standing, const auto& around, const auto& question) {
        const Decision decision = Decide(c.policy, standing, around, question);
        Answer answer{decision.outcome, {}};
        for (const Ruling& counting : decision.counting) {
          answer.counting.push_back(counting.fact->record_id);
        }
        std::sort(answer.counting.begin(), answer.counting.end());
        return answer;
      });
}

// Whether every record that counts for `less` counts for `more`.
bool Within(const Answer& less, const Answer& more) {
  return std::includes(more.counting.begin(), more.counting.end(),
                       less.counting.begin(), less.counting.end());
}

// Whether a report is issued on it: a clean one, or one that lists records.
bool MaySay(const Case& c, const Answer& answer) {
  return answer.outcome == Verdict::OUTCOME_ELIGIBLE ||
         (answer.outcome == Verdict::OUTCOME_RECORDS_FOUND &&
          c.policy.edition() == v1::EDITION_WITH_OR_WITHOUT);
}

TEST_CASE("Decide agrees with the model on random subjects") {
  Dice dice(20'240'930);
  std::map<Verdict::Outcome, int> seen;
  for (int i = 0; i < kSubjects; ++i) {
    const Case c = RandomCase(dice);

    const Answer answer = Ask(c);

    if (answer.outcome != ModelOutcome(c)) {
      FAIL(c.policy.DebugString() << c.dossier.DebugString());
    }
    std::size_t counting = 0;
    for (const auto& r : c.dossier.records()) counting += ModelCounts(c, r);
    if (answer.outcome == Verdict::OUTCOME_RECORDS_FOUND &&
        answer.counting.size() != counting) {
      FAIL(c.policy.DebugString() << c.dossier.DebugString());
    }
    ++seen[answer.outcome];
  }
  CHECK(seen.size() == 4);
  for (const auto& [outcome, times] : seen) CHECK(times > kSubjects / 50);
}

TEST_CASE("Small changes move a verdict only the right way") {
  Dice dice(1);
  for (int i = 0; i < kSubjects / 100; ++i) {
    const Case c = RandomCase(dice);
    const Answer before = Ask(c);

    Case more = c;
    *more.dossier.add_records() = RandomRecord(dice, 9);
    const Answer with_one_more = Ask(more);
    if (before.outcome != Verdict::OUTCOME_ELIGIBLE) {
      REQUIRE(with_one_more.outcome != Verdict::OUTCOME_ELIGIBLE);
    }

    Case held = c;
    held.dossier.add_holds()->set_hold_id("another");
    REQUIRE(
        Ask(held).outcome ==
        (MaySay(c, before) ? Verdict::OUTCOME_UNDETERMINED : before.outcome));

    Case unseen = c;
    unseen.covered.clear();
    REQUIRE(Ask(unseen).outcome != Verdict::OUTCOME_ELIGIBLE);

    if (c.dossier.records().empty()) continue;
    Case repaired = c;
    repaired.dossier.mutable_records(0)->mutable_state()->set_kind(
        RecordState::KIND_REPAIRED);
    REQUIRE(Within(Ask(repaired), before));
  }
}

TEST_CASE("A narrower question never finds more") {
  Dice dice(2);
  for (int i = 0; i < kSubjects / 100; ++i) {
    const Case c = RandomCase(dice);
    const Answer before = Ask(c);

    Case shorter = c;
    shorter.start = "2023-01-01";
    shorter.end = "2025-06-15";
    REQUIRE(Within(Ask(shorter), before));

    Case fewer = c;
    fewer.policy.set_area_scope(v1::AREA_SCOPE_SELECTED);
    const Answer selected = Ask(fewer);
    if (fewer.areas.size() < 2) continue;
    fewer.areas.pop_back();
    REQUIRE(Within(Ask(fewer), selected));
  }
}

TEST_CASE("What is examined and explained is what decides") {
  Dice dice(3);
  for (int i = 0; i < kSubjects / 20; ++i) {
    const Case c = RandomCase(dice);
    With(c, [&](const auto& standing, const auto& around,
                const auto& question) {
      const Decision decision = Decide(c.policy, standing, around, question);
      std::vector<eligibility::v1::Cause::Kind> in_the_way;
      for (const Condition& condition :
           Examine(c.policy, standing, around, question)) {
        REQUIRE_FALSE(ConditionText(condition).empty());
        if (condition.state == Condition::State::kInTheWay) {
          in_the_way.push_back(condition.kind);
        }
      }
      bool counts = false;
      for (const Ruling& ruling :
           Explain(c.policy, standing, around, question)) {
        REQUIRE_FALSE(RuleText(ruling.rule, ruling.counts).empty());
        counts |= ruling.counts;
      }
      REQUIRE((decision.outcome == Verdict::OUTCOME_ELIGIBLE) ==
              (in_the_way.empty() && !counts));
      for (const auto cause : decision.causes) {
        REQUIRE(std::count(in_the_way.begin(), in_the_way.end(), cause) == 1);
      }
    });
  }
}

}  // namespace
}  // namespace creditproof::policy
