#include "libs/policy/decide.h"

#include <catch2/catch.hpp>

#include "libs/policy/policy_fixture.h"

namespace creditproof::policy {
namespace {

using eligibility::v1::Cause;
using eligibility::v1::Verdict;
using record::v1::RecordState;

const absl::CivilDay kToday(2026, 5, 20);

Question AskAll(const v1::Policy& policy) {
  return MakeQuestion(policy, {}, "", "", kToday).value();
}

Decision DecideAll(const v1::Policy& policy, const Standing& standing) {
  return Decide(policy, standing, {AllAreasList(), {}, {}}, AskAll(policy));
}

Verdict::Outcome OutcomeWith(const v1::Policy& policy, const RecordFact& fact) {
  Standing standing = CleanStanding();
  standing.records = {fact};
  return DecideAll(policy, standing).outcome;
}

TEST_CASE("A covered subject without records is eligible") {
  const Decision decision = DecideAll(SamplePolicy(), CleanStanding());

  CHECK(decision.outcome == Verdict::OUTCOME_ELIGIBLE);
  CHECK(decision.causes.empty());
  CHECK(decision.counting.empty());
  CHECK(decision.uncovered_areas.empty());
}

TEST_CASE("An open hold makes a clean subject undetermined") {
  Standing standing = CleanStanding();
  standing.open_holds = 1;

  const Decision decision = DecideAll(SamplePolicy(), standing);

  CHECK(decision.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(decision.causes == std::vector{Cause::KIND_HELD});
}

TEST_CASE("An open mismatch counts only where the policy says so") {
  v1::Policy policy = SamplePolicy();
  Standing standing = CleanStanding();
  standing.open_mismatches = 2;
  CHECK(DecideAll(policy, standing).outcome == Verdict::OUTCOME_ELIGIBLE);

  policy.set_open_mismatch(v1::OPEN_MISMATCH_UNDETERMINED);

  const Decision decision = DecideAll(policy, standing);
  CHECK(decision.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(decision.causes == std::vector{Cause::KIND_MISMATCH});
}

TEST_CASE("A bar holds to the end of its last day") {
  Standing standing = CleanStanding();
  const auto outcome = [&](absl::CivilDay last) {
    standing.barred_until = last;
    return DecideAll(SamplePolicy(), standing).outcome;
  };
  CHECK(outcome(absl::CivilDay::max()) == Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK(outcome(kToday) == Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK(outcome(kToday - 1) == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Each reason why the plan does not cover a subject is named") {
  const v1::Policy policy = SamplePolicy();
  Standing standing = CleanStanding();
  Cause::Kind cause{};
  SECTION("never registered") {
    standing = Standing{};
    cause = Cause::KIND_NOT_REGISTERED;
  }
  SECTION("barred") {
    standing.barred_until = absl::CivilDay::max();
    cause = Cause::KIND_BARRED;
  }
  SECTION("another province") {
    standing.region = 220100;
    cause = Cause::KIND_OUTSIDE_PROVINCE;
  }
  SECTION("a region that is not known") {
    standing.region = 0;
    cause = Cause::KIND_OUTSIDE_PROVINCE;
  }
  SECTION("an operator kind that is not known") {
    standing.operator_kind = record::v1::OPERATOR_KIND_UNSPECIFIED;
    cause = Cause::KIND_OPERATOR_KIND;
  }
  SECTION("deregistered") {
    standing.status = record::v1::REGISTRATION_STATUS_DEREGISTERED;
    cause = Cause::KIND_REGISTRATION_STATUS;
  }

  const Decision decision = DecideAll(policy, standing);

  CHECK(decision.outcome == Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK(decision.causes == std::vector{cause});
}

TEST_CASE("A penalty counts by its decision date, both ends included") {
  const v1::Policy policy = SamplePolicy();
  Standing standing = CleanStanding();
  standing.records = {Penalty(absl::CivilDay(2024, 3, 1))};
  const auto outcome = [&](const char* start, const char* end) {
    const Question question =
        MakeQuestion(policy, {}, start, end, kToday).value();
    return Decide(policy, standing, {AllAreasList(), {}, {}}, question).outcome;
  };

  CHECK(outcome("2024-03-01", "2024-03-01") == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(outcome("2024-03-02", "") == Verdict::OUTCOME_ELIGIBLE);
  CHECK(outcome("", "2024-02-29") == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("A penalty decided before the look-back does not count") {
  CHECK(OutcomeWith(SamplePolicy(), Penalty(absl::CivilDay(2020, 12, 31))) ==
        Verdict::OUTCOME_ELIGIBLE);
  CHECK(OutcomeWith(SamplePolicy(), Penalty(absl::CivilDay(2021, 1, 1))) ==
        Verdict::OUTCOME_RECORDS_FOUND);
}

TEST_CASE("A date that cannot be read or has not come excuses nothing") {
  CHECK(OutcomeWith(SamplePolicy(), Penalty(absl::CivilDay::min())) ==
        Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(OutcomeWith(SamplePolicy(), Penalty(kToday + 1)) ==
        Verdict::OUTCOME_RECORDS_FOUND);
}

TEST_CASE("A listing counts while it stands, however old it is") {
  v1::Policy policy = SamplePolicy();
  RecordFact listing = Penalty(absl::CivilDay(2015, 1, 1));
  listing.kind = record::v1::RECORD_KIND_DISHONESTY;
  CHECK(OutcomeWith(policy, listing) == Verdict::OUTCOME_RECORDS_FOUND);

  listing.removed = kToday + 1;
  CHECK(OutcomeWith(policy, listing) == Verdict::OUTCOME_RECORDS_FOUND);

  listing.removed = kToday;
  CHECK(OutcomeWith(policy, listing) == Verdict::OUTCOME_ELIGIBLE);

  policy.set_removed_listing_counts(true);
  CHECK(OutcomeWith(policy, listing) == Verdict::OUTCOME_RECORDS_FOUND);

  listing.removed = absl::CivilDay(2020, 12, 31);  // before the period
  CHECK(OutcomeWith(policy, listing) == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("A declared kind counts unless it is declared not to") {
  const auto kind = static_cast<record::v1::RecordKind>(107);
  v1::Policy policy = SamplePolicy();
  RecordFact fact = Penalty(absl::CivilDay(2012, 3, 4));
  fact.kind = kind;
  Standing standing = CleanStanding();
  standing.records = {fact};
  const auto decide = [&](const std::vector<record::v1::RecordKind>& out) {
    return Decide(policy, standing, {AllAreasList(), {}, out}, AskAll(policy));
  };

  const Decision counted = decide({});
  CHECK(counted.outcome == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(counted.counting.at(0).rule == "declared_kind");
  CHECK(decide({kind}).outcome == Verdict::OUTCOME_ELIGIBLE);

  policy.add_counting_kinds(kind);
  const Decision named = decide({kind});
  CHECK(named.outcome == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(named.counting.at(0).rule == "counting_kinds");

  standing.records[0].removed = absl::CivilDay(2019, 1, 1);
  CHECK(decide({}).outcome == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Repaired and withdrawn records never count") {
  RecordFact fact = Penalty(absl::CivilDay(2024, 3, 1));
  fact.state =
      GENERATE(RecordState::KIND_REPAIRED, RecordState::KIND_WITHDRAWN);

  CHECK(OutcomeWith(SamplePolicy(), fact) == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Each policy switch excuses its own records and names itself") {
  v1::Policy policy = SamplePolicy();
  Standing standing = CleanStanding();
  RecordFact fact = Penalty(absl::CivilDay(2024, 3, 1));
  std::string field;
  SECTION("simple procedure") {
    fact.procedure = record::v1::PROCEDURE_SIMPLE;
    field = "simple_procedure_counts";
  }
  SECTION("warning") {
    fact.warning_only = true;
    field = "warning_counts";
  }
  SECTION("publicity that ended yesterday") {
    fact.publicity_end = kToday - 1;
    field = "expired_publicity_counts";
  }
  SECTION("objection") {
    fact.objected = true;
    field = "objected_counts";
  }
  standing.records = {fact};
  const auto* reflection = policy.GetReflection();
  const auto* descriptor = policy.GetDescriptor()->FindFieldByName(field);

  reflection->SetBool(&policy, descriptor, true);
  const Decision counted = DecideAll(policy, standing);
  REQUIRE(counted.counting.size() == 1);
  CHECK(counted.counting[0].rule == field);

  reflection->SetBool(&policy, descriptor, false);
  CHECK(DecideAll(policy, standing).outcome == Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Under SELECTED only areas asked for count, and records without") {
  v1::Policy policy = SamplePolicy();
  const Question question =
      MakeQuestion(policy, {record::v1::AREA_TAXATION}, "", "", kToday).value();
  Standing standing = CleanStanding();
  standing.records = {Penalty(absl::CivilDay(2024, 3, 1))};
  const auto decide = [&] {
    return Decide(policy, standing, {AllAreasList(), {}, {}}, question);
  };
  const Decision anywhere = decide();
  REQUIRE(anywhere.counting.size() == 1);
  CHECK(anywhere.counting[0].rule == "area_scope");

  policy.set_area_scope(v1::AREA_SCOPE_SELECTED);
  CHECK(decide().outcome == Verdict::OUTCOME_ELIGIBLE);

  standing.records[0].area = record::v1::AREA_UNSPECIFIED;
  CHECK(decide().outcome == Verdict::OUTCOME_RECORDS_FOUND);
}

TEST_CASE("Areas nobody delivered for are listed, and block as policy says") {
  v1::Policy policy = SamplePolicy();
  const std::vector<record::v1::Area> covered = {record::v1::AREA_TAXATION};
  const Question question =
      MakeQuestion(policy,
                   {record::v1::AREA_TAXATION, record::v1::AREA_EDUCATION}, "",
                   "", kToday)
          .value();

  const Decision part =
      Decide(policy, CleanStanding(), {covered, {}, {}}, question);
  CHECK(part.outcome == Verdict::OUTCOME_ELIGIBLE);
  CHECK(part.uncovered_areas == std::vector{record::v1::AREA_EDUCATION});

  CHECK(Decide(policy, CleanStanding(), {}, question).outcome ==
        Verdict::OUTCOME_UNDETERMINED);

  policy.set_uncovered_area_blocks(true);
  const Decision blocked =
      Decide(policy, CleanStanding(), {covered, {}, {}}, question);
  CHECK(blocked.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(blocked.causes == std::vector{Cause::KIND_UNCOVERED_AREA});
}

TEST_CASE("A silent source holds up only the areas it answers for, if asked") {
  v1::Policy policy = SamplePolicy();
  const std::vector<record::v1::Area> silent = {record::v1::AREA_TAXATION};
  const auto decide = [&](record::v1::Area area) {
    const Question question =
        MakeQuestion(policy, {area}, "", "", kToday).value();
    return Decide(policy, CleanStanding(), {AllAreasList(), silent, {}},
                  question);
  };
  CHECK(decide(record::v1::AREA_TAXATION).outcome == Verdict::OUTCOME_ELIGIBLE);

  policy.set_silent_source(v1::SILENT_SOURCE_UNDETERMINED);
  const Decision held_up = decide(record::v1::AREA_TAXATION);
  CHECK(held_up.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(held_up.causes == std::vector{Cause::KIND_SILENT_SOURCE});
  CHECK(decide(record::v1::AREA_EDUCATION).outcome ==
        Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("The policy says in which states of registration reports are used") {
  v1::Policy policy = SamplePolicy();
  Standing revoked = CleanStanding();
  revoked.status = record::v1::REGISTRATION_STATUS_REVOKED;
  CHECK(DecideAll(policy, revoked).outcome == Verdict::OUTCOME_NOT_APPLICABLE);

  policy.add_registration_statuses(record::v1::REGISTRATION_STATUS_REVOKED);
  CHECK(DecideAll(policy, revoked).outcome == Verdict::OUTCOME_ELIGIBLE);

  policy.clear_registration_statuses();  // as policies were before the field
  CHECK(DecideAll(policy, revoked).outcome == Verdict::OUTCOME_NOT_APPLICABLE);
  CHECK(DecideAll(policy, CleanStanding()).outcome ==
        Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("The stated period starts at founding, and excuses no record by it") {
  v1::Policy policy = SamplePolicy();
  policy.set_starts_at_founding(true);
  Standing standing = CleanStanding();
  standing.founded = absl::CivilDay(2023, 5, 6);
  const Question question = AskAll(policy);
  CHECK(StatedStart(policy, standing, question) == standing.founded);

  standing.records = {Penalty(absl::CivilDay(2022, 1, 1))};  // a slip
  CHECK(DecideAll(policy, standing).outcome == Verdict::OUTCOME_RECORDS_FOUND);

  standing.founded = absl::CivilDay(2011, 11, 11);
  CHECK(StatedStart(policy, standing, question) == question.period_start);
  standing.founded = kToday + 1;
  CHECK(StatedStart(policy, standing, question) == question.period_start);
  policy.set_starts_at_founding(false);
  standing.founded = absl::CivilDay(2023, 5, 6);
  CHECK(StatedStart(policy, standing, question) == question.period_start);
}

TEST_CASE("Repaired records are listed where the policy shows them") {
  v1::Policy policy = SamplePolicy();
  policy.set_repaired_shown(true);
  Standing standing = CleanStanding();
  standing.records = {Penalty(absl::CivilDay(2024, 3, 1))};
  standing.records[0].state = RecordState::KIND_REPAIRED;
  CHECK(DecideAll(policy, standing).repaired.empty());  // CLEAN_ONLY

  policy.set_edition(v1::EDITION_WITH_OR_WITHOUT);
  const Decision shown = DecideAll(policy, standing);
  CHECK(shown.outcome == Verdict::OUTCOME_ELIGIBLE);
  REQUIRE(shown.repaired.size() == 1);
  CHECK(shown.repaired[0].rule == "state");

  standing.records[0].decided = absl::CivilDay(2019, 1, 1);  // before 2021
  CHECK(DecideAll(policy, standing).repaired.empty());
}

TEST_CASE("What stands open forbids a report that lists records") {
  v1::Policy policy = SamplePolicy();
  Standing standing = CleanStanding();
  standing.records = {Penalty(absl::CivilDay(2024, 3, 1))};
  standing.open_holds = 1;
  CHECK(DecideAll(policy, standing).outcome == Verdict::OUTCOME_RECORDS_FOUND);

  policy.set_edition(v1::EDITION_WITH_OR_WITHOUT);
  const Decision open = DecideAll(policy, standing);
  CHECK(open.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(open.causes == std::vector{Cause::KIND_HELD});
  CHECK(open.counting.size() == 1);

  standing.open_holds = 0;
  CHECK(DecideAll(policy, standing).outcome == Verdict::OUTCOME_RECORDS_FOUND);
}

TEST_CASE("Explain rules on every record and names what decided") {
  v1::Policy policy = SamplePolicy();
  policy.set_warning_counts(false);
  Standing standing = CleanStanding();
  const RecordFact plain = Penalty(absl::CivilDay(2024, 3, 1));
  RecordFact old = Penalty(absl::CivilDay(2019, 3, 1));
  RecordFact warned = plain;
  warned.warning_only = true;
  RecordFact repaired = plain;
  repaired.state = RecordState::KIND_REPAIRED;
  standing.records = {old, plain, warned, repaired};

  const std::vector<Ruling> rulings =
      Explain(policy, standing, {}, AskAll(policy));

  REQUIRE(rulings.size() == 4);
  const std::pair<bool, absl::string_view> expected[] = {
      {false, "period"},
      {true, "counting_kinds"},
      {false, "warning_counts"},
      {false, "state"}};
  for (std::size_t i = 0; i < rulings.size(); ++i) {
    CHECK(rulings[i].counts == expected[i].first);
    CHECK(rulings[i].rule == expected[i].second);
  }
}

TEST_CASE("A policy past its end stops everything, or goes on") {
  v1::Policy policy = SamplePolicy();
  policy.set_end_date("2026-05-19");
  CHECK(DecideAll(policy, CleanStanding()).outcome ==
        Verdict::OUTCOME_ELIGIBLE);

  policy.set_on_expiry(v1::ON_EXPIRY_STOP);
  const Decision stopped = DecideAll(policy, CleanStanding());
  CHECK(stopped.outcome == Verdict::OUTCOME_UNDETERMINED);
  CHECK(stopped.causes == std::vector{Cause::KIND_POLICY_ENDED});

  policy.set_end_date("2026-05-20");  // its last day
  CHECK(DecideAll(policy, CleanStanding()).outcome ==
        Verdict::OUTCOME_ELIGIBLE);
}

TEST_CASE("Only other scenarios have conditions, the three of the plan") {
  for (int scenario = 0; scenario < record::v1::SCENARIO_OTHER; ++scenario) {
    CHECK(ConditionsOf(static_cast<record::v1::Scenario>(scenario)).empty());
  }
  const auto conditions = ConditionsOf(record::v1::SCENARIO_OTHER);
  REQUIRE(conditions.size() == 3);
  CHECK(conditions[0] == "不危害国家安全");
  CHECK(conditions[1] == "不侵犯其他信用主体合法权益");
  CHECK(conditions[2] == "不危害人民群众生命财产安全");
}

TEST_CASE("Every cause and every kind of record has Chinese words") {
  for (int kind = 1; kind <= Cause::Kind_MAX; ++kind) {
    CHECK_FALSE(CauseText(static_cast<Cause::Kind>(kind)).empty());
  }
  for (int kind = 0; kind <= record::v1::RecordKind_MAX; ++kind) {
    CHECK_FALSE(RemedyText(static_cast<record::v1::RecordKind>(kind)).empty());
  }
}

}  // namespace
}  // namespace creditproof::policy
