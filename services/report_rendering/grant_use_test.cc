// A registered receiver fetches a report on a grant: with its code, in time,
// once.
#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "libs/crypto/digest.h"
#include "services/report_rendering/resumer.h"
#include "services/report_rendering/service_fixture.h"

namespace creditproof::report_rendering {
namespace {

using base::Reason;
using eligibility::v1::Verdict;
using report::v1::CreateGrantResponse;
using report::v1::Grant;

// With a grant for the receiver, in whose name the calls come.
class Fixture : public ServiceFixture {
 public:
  Fixture() { AsReceiver(); }

  void AsReceiver() { names_ = {kReceiverClient}; }
  Grant Now() {
    names_ = {kClient};
    const Grant grant = ListGrants()->grants(0);
    AsReceiver();
    return grant;
  }

  const CreateGrantResponse made_ = instance_.NewGrant();
  const Grant& grant_ = made_.grant();
  const std::string wrong_code_ =
      claim::ReportNumber::Unpack(std::string(10, 'x')).text();
};

TEST_CASE_METHOD(Fixture, "A receiver fetches the report that was granted") {
  const auto issued = IssueOn(grant_, made_.code());

  REQUIRE(issued.ok());
  CHECK(issued->report().scenario() == grant_.scenario());
  CHECK(world_.last_data.receiver() == "某证券交易所");
  CHECK(world_.last_check.ground().grant().grant_id() == grant_.grant_id());
  CHECK(world_.last_check.ground().grant().code().empty());
  CHECK(Now().state() == Grant::STATE_USED);
  CHECK(Now().report_number() == issued->report().report_number());

  const auto looks = Looks();
  CHECK(looks[0].outcome() == "ISSUED");
  CHECK(looks[0].ground() == "GRANT");
  CHECK(looks[0].actor() == "exchange");
  CHECK(looks[0].client() == kReceiverClient);
  CHECK(looks[0].grant_id() == grant_.grant_id());
  CHECK(looks[0].report_number() == issued->report().report_number());
}

TEST_CASE_METHOD(Fixture, "A code is taken as people type it") {
  CHECK(
      IssueOn(grant_, absl::AsciiStrToLower(
                          claim::ReportNumber::Parse(made_.code())->printed()))
          .ok());
}

TEST_CASE_METHOD(Fixture, "A grant gives one report") {
  const auto issued = IssueOn(grant_, made_.code());
  REQUIRE(issued.ok());

  const auto again = IssueOn(grant_, made_.code());
  const auto second = IssueOn(grant_, made_.code(), kOtherRequestId);

  REQUIRE(again.ok());
  CHECK(again->pdf() == issued->pdf());
  CHECK(base::ReasonOf(second.status()) == Reason::REASON_GRANT_USED);
  CHECK(world_.registry.size() == 1);
  CHECK(Looks().back().outcome() == "GRANT_USED");
}

TEST_CASE_METHOD(Fixture, "A used grant downloads its report until its end") {
  const auto issued = IssueOn(grant_, made_.code());
  REQUIRE(issued.ok());
  const std::string name = issued->report().name();

  CHECK(Download(name, On(grant_, made_.code()))->pdf() == issued->pdf());
  CHECK(RuleOf(Download(name, On(grant_, wrong_code_)).status()) ==
        "WRONG_CODE");
  instance_.now += absl::Hours(24 * 7);
  CHECK(Download(name, On(grant_, made_.code())).ok());
  instance_.now += absl::Seconds(1);
  CHECK(RuleOf(Download(name, On(grant_, made_.code())).status()) == "EXPIRED");
}

TEST_CASE_METHOD(Fixture, "A grant gives none but its own report") {
  names_ = {kClient};
  const auto own = Issue(Request());
  AsReceiver();
  REQUIRE(own.ok());
  const auto ground = On(grant_, made_.code());
  CHECK(RuleOf(Download(own->report().name(), ground).status()) ==
        "OTHER_REPORT");
  CHECK(RuleOf(Get(own->report().name(), ground).status()) == "OTHER_REPORT");
  report::v1::ListReportsRequest list;
  list.set_parent(absl::StrCat("subjects/", kCode));
  *list.mutable_ground() = ground;
  CHECK(RuleOf(List(list).status()) == "OTHER_REPORT");
}

TEST_CASE_METHOD(Fixture, "Nobody fetches without a grant that holds") {
  const auto rule = [this](const std::string& code) {
    return RuleOf(IssueOn(grant_, code).status());
  };
  CHECK(rule(wrong_code_) == "WRONG_CODE");

  Grant unknown = grant_;
  unknown.set_grant_id(wrong_code_);
  CHECK(RuleOf(IssueOn(unknown, made_.code()).status()) == "UNKNOWN_GRANT");

  names_ = {"bank.creditproof"};
  CHECK(rule(made_.code()) == "UNKNOWN_GRANT");
  names_ = {kClient};
  CHECK(rule(made_.code()) == "UNKNOWN_GRANT");
  REQUIRE(Revoke(grant_.name(), Ground(kCode)).ok());
  AsReceiver();
  CHECK(rule(made_.code()) == "REVOKED");

  const CreateGrantResponse other = instance_.NewGrant(kOtherRequestId);
  instance_.now += absl::Hours(24 * 7) + absl::Seconds(1);
  CHECK(RuleOf(IssueOn(other.grant(), other.code()).status()) == "EXPIRED");
  CHECK(world_.checks == 0);

  std::vector<std::string> outcomes;
  for (const auto& look : Looks()) {
    CHECK(look.subject() == kCode);
    outcomes.push_back(look.outcome());
  }
  CHECK(outcomes ==
        std::vector<std::string>{"GRANT_WRONG_CODE", "GRANT_UNKNOWN",
                                 "GRANT_OTHER_CLIENT", "GRANT_OTHER_CLIENT",
                                 "REVOKED", "GRANT_REVOKED", "GRANT_EXPIRED"});
}

TEST_CASE_METHOD(Fixture, "Slips in id or code are told and cost nothing") {
  std::string slip = made_.code();
  std::swap(slip[3], slip[4]);
  if (slip == made_.code()) slip[3] = slip[3] == '0' ? '1' : '0';
  for (std::uint32_t i = 0; i <= Grants::kMostWrongCodes; ++i) {
    CHECK(base::ReasonOf(IssueOn(grant_, slip).status()) ==
          Reason::REASON_INVALID_FIELD);
  }
  CHECK(base::ReasonOf(IssueOn(grant_, "").status()) ==
        Reason::REASON_INVALID_FIELD);
  CHECK(IssueOn(grant_, made_.code()).ok());
}

TEST_CASE_METHOD(Fixture, "Wrong codes lock a grant, another's do not") {
  names_ = {"bank.creditproof"};
  for (std::uint32_t i = 0; i <= Grants::kMostWrongCodes; ++i) {
    CHECK(RuleOf(IssueOn(grant_, wrong_code_).status()) == "UNKNOWN_GRANT");
  }
  AsReceiver();
  for (std::uint32_t i = 0; i < Grants::kMostWrongCodes; ++i) {
    CHECK(RuleOf(IssueOn(grant_, wrong_code_).status()) == "WRONG_CODE");
  }
  CHECK(RuleOf(IssueOn(grant_, made_.code()).status()) == "LOCKED");
  CHECK(Now().state() == Grant::STATE_LOCKED);
  CHECK(world_.checks == 0);
}

TEST_CASE_METHOD(Fixture, "Made up grants do not fill the trail") {
  for (int i = 0; i < 20; ++i) {
    Grant unknown;
    unknown.set_grant_id(
        claim::ReportNumber::Unpack(crypto::RandomBytes(10)).text());
    CHECK(RuleOf(IssueOn(unknown, wrong_code_).status()) == "UNKNOWN_GRANT");
  }
  instance_.now += absl::Minutes(1);
  Grant unknown;
  unknown.set_grant_id(wrong_code_);
  CHECK(RuleOf(IssueOn(unknown, wrong_code_).status()) == "UNKNOWN_GRANT");

  CHECK(Looks().size() == 2);
}

TEST_CASE_METHOD(Fixture, "Tries of a locked grant do not fill the trail") {
  for (std::uint32_t i = 0; i < Grants::kMostWrongCodes; ++i) {
    CHECK(RuleOf(IssueOn(grant_, wrong_code_).status()) == "WRONG_CODE");
  }
  const std::size_t before = Looks().size();
  for (int i = 0; i < 20; ++i) {
    CHECK(RuleOf(IssueOn(grant_, wrong_code_).status()) == "LOCKED");
  }
  CHECK(Looks().size() == before + 1);
  CHECK(Looks().back().outcome() == "GRANT_LOCKED");
}

TEST_CASE_METHOD(Fixture, "What is granted cannot be said anew") {
  report::v1::IssueReportRequest request;
  request.set_parent(absl::StrCat("subjects/", kCode));
  request.set_request_id(kRequestId);
  *request.mutable_ground() = On(grant_, made_.code());
  const auto refused = [this, &request](auto change) {
    auto changed = request;
    change(changed);
    return base::ReasonOf(Issue(changed).status()) ==
           Reason::REASON_INVALID_FIELD;
  };

  CHECK(refused([](auto& r) { r.set_scenario(record::v1::SCENARIO_OTHER); }));
  CHECK(refused([](auto& r) { r.add_areas(record::v1::AREA_TAXATION); }));
  CHECK(refused([](auto& r) { r.set_period_start_date("2024-01-01"); }));
  CHECK(refused([](auto& r) { r.set_period_end_date("2024-01-01"); }));
  CHECK(refused([](auto& r) { r.set_purpose("other"); }));
  CHECK(refused([](auto& r) { r.set_receiver("other"); }));
  CHECK(refused([](auto& r) { r.set_replaces(kCode); }));
  CHECK(Issue(request).ok());
}

TEST_CASE_METHOD(Fixture, "A refusal tells no findings, and uses nothing up") {
  world_.outcome = Verdict::OUTCOME_RECORDS_FOUND;
  world_.findings = {Found(1)};
  world_.repaired = {Repaired(2)};
  world_.edition = GENERATE(policy::v1::EDITION_CLEAN_ONLY,
                            policy::v1::EDITION_WITH_OR_WITHOUT);

  const auto refused = IssueOn(grant_, made_.code());

  REQUIRE(refused.ok());
  CHECK_FALSE(refused->has_report());
  CHECK(refused->verdict().outcome() == Verdict::OUTCOME_RECORDS_FOUND);
  CHECK(refused->verdict().findings().empty());
  CHECK(refused->verdict().repaired().empty());
  CHECK(refused->verdict().finding_count() == 0);
  CHECK(Now().state() == Grant::STATE_OPEN);
  world_.outcome = Verdict::OUTCOME_ELIGIBLE;
  world_.findings.clear();
  world_.repaired.clear();
  CHECK(IssueOn(grant_, made_.code(), kOtherRequestId).ok());
}

TEST_CASE_METHOD(Fixture, "No report leaves out repaired records for a grant") {
  world_.edition = policy::v1::EDITION_WITH_OR_WITHOUT;
  world_.repaired_count = 1;  // and none is shown

  CHECK(base::ReasonOf(IssueOn(grant_, made_.code()).status()) ==
        Reason::REASON_GRANT_SHOWS_NO_RECORDS);
  CHECK(world_.registry.empty());
  CHECK(Now().state() == Grant::STATE_OPEN);
}

TEST_CASE_METHOD(Fixture, "What is revoked meanwhile is not handed out") {
  world_.during_check = [this] {
    REQUIRE(instance_.grants()
                .Revoke(*GrantName::Parse(grant_.name()), instance_.now)
                .ok());
  };
  CHECK(RuleOf(IssueOn(grant_, made_.code()).status()) == "REVOKED");
}

TEST_CASE("Concurrent uses of a grant issue once") {
  Neighbours world;
  Instance instance(world);
  const Grant grant = instance.NewGrant().grant();
  std::array<absl::StatusOr<report::v1::IssueReportResponse>, 8> answers;
  {
    std::vector<std::jthread> users;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      users.emplace_back([&, i] {
        answers[i] = instance.IssueOn(
            grant, absl::StrCat("0b8f2f5e-6f0e-4c2e-9f59-1f9d1d3f0a1", i));
      });
    }
  }
  int issued = 0;
  for (const auto& answer : answers) {
    if (answer.ok()) ++issued;
    CHECK((answer.ok() ||
           base::ReasonOf(answer.status()) == Reason::REASON_GRANT_USED));
  }
  CHECK(issued == 1);
  CHECK(world.registry.size() == 1);
}

// Where the process dies in the middle of a use.
enum class Death { kCheck, kPrint, kBeforeRegistering, kAfterRegistering };

TEST_CASE("A kill in the middle of a use leaves one report to be had") {
  const Death death =
      GENERATE(Death::kCheck, Death::kPrint, Death::kBeforeRegistering,
               Death::kAfterRegistering);
  const bool resumes_first = GENERATE(false, true);
  const std::string request_id =
      GENERATE(as<std::string>{}, kRequestId, kOtherRequestId);
  Neighbours world;
  Instance instance(world);
  const Grant grant = instance.NewGrant().grant();
  world.die_at_check = death == Death::kCheck;
  world.die_at_print = death == Death::kPrint;
  world.die_before_registering = death == Death::kBeforeRegistering;
  world.die_after_registering = death == Death::kAfterRegistering;
  REQUIRE(!instance.IssueOn(grant).ok());

  instance.Crash();
  world.die_at_check = world.die_at_print = false;
  world.die_before_registering = world.die_after_registering = false;
  if (resumes_first) {
    std::string done;
    REQUIRE(SettleOpen(instance.issuer(), instance.store(), {}, done).ok());
  }
  const auto issued = instance.IssueOn(grant, request_id);

  REQUIRE(world.registry.size() == 1);
  const ReportName report =
      instance.grants().ReportOf(*GrantName::Parse(grant.name()));
  const auto released = instance.store().Released(report);
  REQUIRE(released.ok());
  CHECK(crypto::Sha256(released->pdf()) ==
        world.registry.begin()->second.pdf_sha256());
  if (issued.ok()) {
    CHECK(issued->pdf() == released->pdf());
  } else {  // released by the start, to the request that was cut off
    CHECK(base::ReasonOf(issued.status()) == Reason::REASON_GRANT_USED);
    CHECK(request_id == kOtherRequestId);
    CHECK(resumes_first);
  }
}

TEST_CASE("A registration that arrives late makes no second report") {
  Neighbours world;
  Instance instance(world);
  const Grant grant = instance.NewGrant().grant();
  world.registration_arrives_late = true;
  REQUIRE(!instance.IssueOn(grant).ok());
  instance.Crash();
  world.registration_arrives_late = false;

  const auto issued = instance.IssueOn(grant, kOtherRequestId);

  REQUIRE(issued.ok());
  CHECK(world.registry.size() == 1);
  CHECK(crypto::Sha256(issued->pdf()) ==
        world.registry.begin()->second.pdf_sha256());
}

}  // namespace
}  // namespace creditproof::report_rendering
