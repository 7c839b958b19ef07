// Why a verdict is what it is.
#include <map>
#include <set>

#include "tests/replay/replay_fixture.h"

namespace creditproof::tests {
namespace {

namespace made = eligibility_check;
using eligibility::v1::Cause;
using eligibility::v1::ExplainedCondition;

struct Subject : Fixture {
  Subject() {
    log.Append(made::Source("penalties", 1'700'000'000));
    log.Append(made::Activated(1));
    log.Append(made::Declared(false));
    log.Append(made::Registered(Code(0)));
  }

  // Now.
  ReplayCheckRequest Question(const std::string& agency = "bureau") {
    ReplayCheckRequest request;
    *request.mutable_check() = Ask(Code(0), agency);
    if (agency == "market") {
      request.mutable_check()->add_areas(record::v1::AREA_MARKET_REGULATION);
    }
    return request;
  }
};

TEST_CASE("Each record known then stands with the rule that decided on it") {
  Subject f;
  f.log.Append(made::Penalised(Code(0), 1));
  f.log.Append(made::Penalised(Code(0), 2));
  f.log.Append(made::Repaired(Code(0), 2));
  f.log.Append(made::Penalised(Code(0), 3));
  f.log.Append(made::Withdrawn(Code(0), 3));
  f.log.Append(made::Penalised(Code(0), 4));
  f.log.Append(made::Lapsed(Code(0), 4));
  f.log.Append(made::InArrears(Code(0), 5));
  Change old = made::Penalised(Code(0), 6);
  old.mutable_record_put()->set_decision_date("2019-01-01");
  f.log.Append(old);

  const ReplayCheckResponse explained = f.Replay(f.Question());

  const std::map<std::string, std::pair<bool, std::string>> expected = {
      {made::Id(1), {true, "counting_kinds"}},
      {made::Id(2), {false, "state"}},
      {made::Id(3), {false, "state"}},
      {made::Id(4), {false, "state"}},
      {made::Id(5), {false, "declared_kind"}},
      {made::Id(6), {false, "period"}}};
  CHECK(explained.record_count() == 6);
  REQUIRE(explained.records_size() == 6);
  for (const auto& record : explained.records()) {
    const auto& [counts, rule] =
        expected.at(record.record().record().record_id());
    CHECK(record.counts() == counts);
    CHECK(record.rule() == rule);
    CHECK(record.message() == policy::RuleText(rule, counts));
    CHECK(record.record().record().authority() == "哈尔滨市市场监督管理局");
    CHECK(record.record().record().columns().empty());
    CHECK(record.has_kind_name() == (rule == "declared_kind"));
  }
}

TEST_CASE("Every condition says whether it stood in the way") {
  Subject f;
  const auto states = [&] {
    std::map<int, ExplainedCondition::State> by_kind;
    const ReplayCheckResponse explained = f.Replay(f.Question());
    for (const auto& condition : explained.conditions()) {
      CHECK_FALSE(condition.message().empty());
      by_kind[condition.kind()] = condition.state();
    }
    CHECK(by_kind.size() == Cause::Kind_MAX);
    return by_kind;
  };
  const auto clear = states();
  for (const auto& [kind, state] : clear) {
    CHECK(state == ExplainedCondition::STATE_CLEAR);
  }

  f.log.Append(made::Held(Code(0), 1));
  f.log.Append(made::Barred(Code(0), true));
  const auto barred = states();
  for (const auto& [kind, state] : barred) {
    const bool stands = kind == Cause::KIND_HELD || kind == Cause::KIND_BARRED;
    CHECK((state == ExplainedCondition::STATE_IN_THE_WAY) == stands);
  }
}

TEST_CASE("Nothing is said of the registration of who has none") {
  Subject f;
  ReplayCheckRequest request = f.Question();
  *request.mutable_check() = Ask(Code(1));
  const ReplayCheckResponse explained = f.Replay(request);
  for (const auto& condition : explained.conditions()) {
    const bool of_registration =
        condition.kind() == Cause::KIND_OUTSIDE_PROVINCE ||
        condition.kind() == Cause::KIND_OPERATOR_KIND ||
        condition.kind() == Cause::KIND_REGISTRATION_STATUS;
    CHECK((condition.state() == ExplainedCondition::STATE_NOT_EXAMINED) ==
          of_registration);
  }
}

TEST_CASE("A duty for one area is shown the records of that area only") {
  Subject f;
  f.log.Append(made::Penalised(Code(0), 1));  // in market regulation
  Change taxed = made::Penalised(Code(0), 2);
  taxed.mutable_record_put()->set_area(record::v1::AREA_TAXATION);
  f.log.Append(taxed);

  const ReplayCheckResponse seen = f.Replay(f.Question("market"));

  CHECK(seen.verdict().finding_count() == 2);
  CHECK(seen.record_count() == 2);
  REQUIRE(seen.verdict().findings_size() == 1);
  REQUIRE(seen.records_size() == 1);
  CHECK(seen.records(0).record().record().record_id() == made::Id(1));
}

TEST_CASE("Records are explained page by page, of one position") {
  Subject f;
  for (int number = 0; number < 7; ++number) {
    f.log.Append(made::Penalised(Code(0), number));
  }
  ReplayCheckRequest request = f.Question();
  request.set_rulings_page_size(3);
  std::multiset<std::string> ids;
  int pages = 0;
  do {
    const ReplayCheckResponse page = f.Replay(request);
    for (const auto& record : page.records()) {
      ids.insert(record.record().record().record_id());
    }
    request.set_rulings_page_token(page.next_rulings_page_token());
    ++pages;
  } while (!request.rulings_page_token().empty());
  CHECK(pages == 3);
  CHECK(ids.size() == 7);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == 7);

  request.set_rulings_page_token(f.Replay(request).next_rulings_page_token());
  REQUIRE_FALSE(request.rulings_page_token().empty());
  f.log.Append(made::Repaired(Code(0), 1));
  CHECK(f.ReasonOf(request) == Reason::REASON_PAGE_STALE);
}

}  // namespace
}  // namespace creditproof::tests
