#include <catch2/catch.hpp>

#include "libs/credit_code/credit_code.h"
#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;

int CountOf(const Bench& bench, changelog::v1::Change::KindCase kind) {
  int count = 0;
  for (const auto& change : bench.Log()) count += change.kind_case() == kind;
  return count;
}

v1::RowVerdict Judge(Bench& bench, const intake::Row& row) {
  const auto verdict = bench.Judge(row);
  REQUIRE(verdict.ok());
  return *verdict;
}

intake::Row Rejected(intake::Row row) {
  row.rejected = true;
  return row;
}

intake::Row IndividualRow(int n, const std::string& name,
                          const std::string& region,
                          const std::string& operator_name) {
  intake::Row row = RegistrationRow(CodeOf("92", region, n), name);
  row.registration->set_operator_kind(
      record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS);
  row.registration->set_region_code(region);
  row.registration->set_legal_representative(operator_name);
  return row;
}

TEST_CASE("A new row is accepted, the same is unchanged, another revises") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "市监〔2024〕1号");

  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  row.record->set_content("罚款");
  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(CountOf(bench, changelog::v1::Change::kRecordPut) == 2);
  CHECK(bench.Held().empty());
}

TEST_CASE(
    "A row with a wrong check digit holds the subject one slip away, the one "
    "with that organisation code and those that bear the name") {
  Bench bench;
  const std::string meant = CompanyCode(1);
  const std::string broken = Misspelt(meant);
  const std::string same_organisation =
      CodeOf("93", "230199", 1);  // the same characters 9 to 17
  REQUIRE(same_organisation.substr(8, 9) == meant.substr(8, 9));
  const std::string namesake = CompanyCode(2);
  Judge(bench, RegistrationRow(meant, "另一名称"));
  Judge(bench, RegistrationRow(same_organisation, "农民专业合作社"));
  intake::Row renamed = RegistrationRow(namesake, "现名");
  renamed.registration->add_former_names("甲公司");
  Judge(bench, renamed);
  Judge(bench, RegistrationRow(CompanyCode(77), "无关公司"));

  const auto verdict = Judge(bench, PenaltyRow(broken, "甲公司", "1号"));

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(verdict.held_subjects() == 3);
  CHECK(bench.Held() == Codes{meant, same_organisation, namesake});
  CHECK(CountOf(bench, changelog::v1::Change::kRecordPut) == 0);
}

TEST_CASE("The same bad row again makes no change and gets the same verdict") {
  Bench bench;
  Judge(bench, RegistrationRow(CompanyCode(1), "甲公司"));
  const intake::Row row =
      GENERATE(PenaltyRow(Misspelt(CompanyCode(1)), "甲公司", "1号"),
               Rejected(PenaltyRow(CompanyCode(1), "甲公司", "1号")));
  const auto first = Judge(bench, row);
  const std::size_t entries = bench.Log().size();

  const auto second = Judge(bench, row);

  CHECK(second.SerializeAsString() == first.SerializeAsString());
  CHECK(second.held_subjects() == 1);
  CHECK(bench.Log().size() == entries);
}

TEST_CASE(
    "A registration is matched against open quarantine before it is "
    "answered") {
  Bench bench;
  const std::string code = CompanyCode(1);

  SECTION("by one slip") {
    std::string broken = code;
    broken[15] = '7';  // inside the organisation code
    Judge(bench, PenaltyRow(broken, "", "1号"));
    Judge(bench, RegistrationRow(code, "甲公司"));
  }
  SECTION("by name") {
    Judge(bench, PenaltyRow("", "甲公司", "1号"));
    Judge(bench, RegistrationRow(code, "甲公司"));
  }
  SECTION("by a name it takes later") {
    Judge(bench, RegistrationRow(code, "旧名"));
    Judge(bench, PenaltyRow("", "甲公司", "1号"));
    CHECK(bench.Held().empty());
    Judge(bench, RegistrationRow(code, "甲公司"));
  }
  SECTION("by a former name") {
    Judge(bench, PenaltyRow("", "甲公司", "1号"));
    intake::Row row = RegistrationRow(code, "新名");
    row.registration->add_former_names("甲公司");
    Judge(bench, row);
  }
  SECTION("by organisation code") {
    intake::Row row = PenaltyRow("", "", "1号");
    row.organisation_code = code.substr(8, 9);
    Judge(bench, row);
    Judge(bench, RegistrationRow(code, "甲公司"));
  }
  SECTION("by a former code under which a record stands") {
    Judge(bench, PenaltyRow(CompanyCode(5), "甲公司从前", "1号"));
    intake::Row row = RegistrationRow(code, "甲公司");
    row.registration->add_former_credit_codes(CompanyCode(5));
    Judge(bench, row);
  }
  CHECK(bench.Held() == Codes{code});
}

TEST_CASE("A mended row lifts every hold of its broken version") {
  Bench bench;
  const std::string meant = CompanyCode(1);
  const std::string namesake = CompanyCode(2);
  Judge(bench, RegistrationRow(meant, "甲公司"));
  Judge(bench, RegistrationRow(namesake, "甲公司"));
  Judge(bench, PenaltyRow(Misspelt(meant), "甲公司", "1号"));
  REQUIRE(bench.Held() == Codes{meant, namesake});

  const auto verdict = Judge(bench, PenaltyRow(meant, "甲公司", "1号"));

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

TEST_CASE("A rejected row holds its subject until it is mended") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  intake::Row bad = Rejected(PenaltyRow(code, "甲公司", "1号"));

  SECTION("with the same name") {}
  SECTION("with another name") { bad.record->set_party_name("甲公同"); }
  SECTION("with a name it lacked") { bad.record->set_party_name(""); }

  CHECK(Judge(bench, bad).outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(bench.Held() == Codes{code});
  Judge(bench, PenaltyRow(code, "甲公司", "1号"));
  CHECK(bench.Held().empty());
}

TEST_CASE("A row that names nobody is rejected and holds nobody") {
  Bench bench;
  intake::Row row = Rejected(PenaltyRow("", "", "1号"));
  row.naming = intake::Naming::kNone;
  const std::size_t entries = bench.Log().size();

  const auto verdict = Judge(bench, row);

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(verdict.held_subjects() == 0);
  CHECK(bench.Log().size() == entries);
}

TEST_CASE("A valid code under another's name is recorded and holds the other") {
  Bench bench;
  const std::string code = CompanyCode(1);
  const std::string other = CompanyCode(2);
  Judge(bench, RegistrationRow(code, "甲公司"));
  Judge(bench, RegistrationRow(other, "乙公司"));

  const auto verdict = Judge(bench, PenaltyRow(code, "乙公司", "1号"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_NAME_MISMATCH);
  CHECK(verdict.held_subjects() == 1);
  CHECK(bench.Held() == Codes{other});

  SECTION("until it comes with the right name") {
    Judge(bench, PenaltyRow(code, "甲公司", "1号"));
    CHECK(bench.Held().empty());
  }
  SECTION("until it comes with the right code") {
    Judge(bench, PenaltyRow(other, "乙公司", "1号"));
    CHECK(bench.Held().empty());
  }
  SECTION("until the code is registered with that name") {
    Judge(bench, RegistrationRow(code, "乙公司"));
    CHECK(bench.Held().empty());
  }
  SECTION("and whoever takes the name later") {
    Judge(bench, RegistrationRow(CompanyCode(3), "乙公司"));
    CHECK(bench.Held() == Codes{other, CompanyCode(3)});
  }
}

TEST_CASE("Two rows of one decision under one name hold their subjects apart") {
  Bench bench;
  const std::string one = CompanyCode(1);
  const std::string other = CompanyCode(2);
  Judge(bench, RegistrationRow(one, "福来小吃"));
  Judge(bench, RegistrationRow(other, "福来小吃"));
  Judge(bench, PenaltyRow("", "福来小吃", "1号"));
  REQUIRE(bench.Held() == Codes{one, other});

  CHECK(Judge(bench, PenaltyRow(other, "福来小吃", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);

  CHECK(bench.Held() == Codes{one, other});
}

TEST_CASE("Two rows of one decision with broken codes stand open both") {
  Bench bench;
  const std::string one = CompanyCode(1);
  const std::string other = CompanyCode(2);
  Judge(bench, RegistrationRow(one, "甲公司"));
  Judge(bench, RegistrationRow(other, "乙公司"));
  Judge(bench, PenaltyRow(Misspelt(one), "丙公司", "1号"));
  Judge(bench, PenaltyRow(Misspelt(other), "丙公司", "1号"));
  CHECK(bench.Held() == Codes{one, other});
  Judge(bench, PenaltyRow(one, "甲公司", "1号"));
  CHECK(bench.Held() == Codes{one, other});
  intake::Row mended = PenaltyRow(one, "丙公司", "1号");
  mended.update = intake::Update::kWithdraw;
  Judge(bench, mended);
  CHECK(bench.Held() == Codes{other});
}

TEST_CASE("A subject is held by what stands under a code that it had before") {
  Bench bench;
  const std::string former = CompanyCode(1);
  const std::string now = CompanyCode(2);
  Judge(bench, RegistrationRow(former, "甲公司"));
  intake::Row changed = RegistrationRow(now, "甲公司");
  changed.registration->add_former_credit_codes(former);
  const intake::Row penalty = PenaltyRow(former, "甲公司", "1号");

  SECTION("before the change") {
    CHECK(Judge(bench, penalty).held_subjects() == 0);
    Judge(bench, changed);
  }
  SECTION("after the change, however the row is named") {
    Judge(bench, changed);
    const auto verdict = Judge(bench, penalty);
    CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
    REQUIRE(verdict.notes_size() == 1);
    CHECK(verdict.notes(0).rule() == v1::ROW_RULE_FORMER_CODE);

    Judge(bench, PenaltyRow(now, "甲公司", "1号"));
    CHECK(bench.Held().empty());
    return;
  }
  CHECK(bench.Held() == Codes{now});
  Judge(bench, RegistrationRow(former, "甲公司改名"));
  CHECK(bench.Held() == Codes{now});
}

TEST_CASE("A withdrawal frees those whom the record's wrong name held") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  Judge(bench, RegistrationRow(CompanyCode(2), "乙公司"));
  intake::Row row = PenaltyRow(code, "乙公司", "1号");
  Judge(bench, row);
  REQUIRE(bench.Held() == Codes{CompanyCode(2)});
  row.update = GENERATE(intake::Update::kWithdraw, intake::Update::kRepair);

  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_REVISED);

  CHECK(bench.Held().empty());
}

TEST_CASE("A valid code not yet registered is recorded without a remark") {
  Bench bench;
  const std::string namesake = CompanyCode(2);
  Judge(bench, RegistrationRow(namesake, "甲公司"));

  const auto verdict =
      Judge(bench, PenaltyRow(CompanyCode(1), "甲公司", "1号"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(verdict.notes().empty());
  CHECK(bench.Held() == Codes{namesake});

  Judge(bench, RegistrationRow(CompanyCode(1), "甲公司"));
  CHECK(bench.Held().empty());
}

TEST_CASE(
    "Names of individual businesses are narrowed by prefecture and "
    "operator") {
  Bench bench;
  const intake::Row harbin = IndividualRow(1, "福来小吃", "230103", "张三");
  const intake::Row qiqihar = IndividualRow(2, "福来小吃", "230202", "李四");
  const intake::Row daqing = IndividualRow(3, "福来小吃", "230602", "张三");
  for (const auto& row : {harbin, qiqihar, daqing}) Judge(bench, row);
  intake::Row doubt = PenaltyRow("", "福来小吃", "1号");

  SECTION("all are held when the row tells neither") {
    CHECK(Judge(bench, doubt).held_subjects() == 3);
  }
  SECTION("the prefecture") {
    doubt.region_code = "230204";  // another district of it
    Judge(bench, doubt);
    CHECK(bench.Held() == Codes{qiqihar.credit_code});
  }
  SECTION("the province's own code tells no prefecture") {
    doubt.region_code = "230000";
    CHECK(Judge(bench, doubt).held_subjects() == 3);
  }
  SECTION("the operator") {
    doubt.operator_name = "张三";
    Judge(bench, doubt);
    CHECK(bench.Held() == Codes{harbin.credit_code, daqing.credit_code});
  }
  SECTION("all are held when nobody is left") {
    doubt.operator_name = "王五";
    CHECK(Judge(bench, doubt).held_subjects() == 3);
    const intake::Row late = IndividualRow(4, "福来小吃", "230103", "王五");
    Judge(bench, late);
    CHECK(bench.Held().count(late.credit_code) == 1);
  }
  SECTION("a later registration elsewhere is not held") {
    doubt.region_code = "230103";
    Judge(bench, doubt);
    Judge(bench, IndividualRow(4, "福来小吃", "230202", "王五"));
    CHECK(bench.Held() == Codes{harbin.credit_code});
  }
}

TEST_CASE("A withdrawal ends the record and keeps its content") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "1号");
  Judge(bench, row);
  intake::Row withdrawal = PenaltyRow(code, "甲公司", "1号");
  withdrawal.update = intake::Update::kWithdraw;
  withdrawal.update_reason = "复议撤销";

  CHECK(Judge(bench, withdrawal).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(Judge(bench, withdrawal).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(CountOf(bench, changelog::v1::Change::kRecordPut) == 1);
  CHECK(CountOf(bench, changelog::v1::Change::kRecordWithdrawn) == 1);
}

TEST_CASE(
    "A withdrawn record that is delivered again holds its subject until its "
    "source says which holds") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  const intake::Row row = PenaltyRow(code, "甲公司", "1号");
  intake::Row withdrawal = row;
  withdrawal.update = intake::Update::kWithdraw;
  intake::Row reinstatement = row;
  reinstatement.update = intake::Update::kReinstate;
  Judge(bench, row);
  Judge(bench, withdrawal);

  const auto verdict = Judge(bench, row);
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(verdict.held_subjects() == 1);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_WITHDRAWN_RECORD);
  CHECK(bench.Held() == Codes{code});

  SECTION("withdrawn") {
    CHECK(Judge(bench, withdrawal).outcome() == v1::ROW_OUTCOME_UNCHANGED);
    CHECK(CountOf(bench, changelog::v1::Change::kRecordReinstated) == 0);
  }
  SECTION("in force") {
    CHECK(Judge(bench, reinstatement).outcome() == v1::ROW_OUTCOME_REVISED);
    CHECK(CountOf(bench, changelog::v1::Change::kRecordReinstated) == 1);
    CHECK(Judge(bench, reinstatement).outcome() == v1::ROW_OUTCOME_UNCHANGED);
    CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  }
  CHECK(bench.Held().empty());
}

TEST_CASE("A repaired record that is delivered again stays repaired") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "1号");
  Judge(bench, row);
  row.update = intake::Update::kRepair;
  Judge(bench, row);
  row.update = intake::Update::kPut;

  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.Held().empty());
  row.update = intake::Update::kReinstate;
  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_REVISED);
}

TEST_CASE("A row in quarantine can be withdrawn under the code it came with") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  intake::Row row = GENERATE_COPY(PenaltyRow(Misspelt(code), "甲公司", "1号"),
                                  PenaltyRow("", "甲公司", "1号"));
  Judge(bench, row);
  REQUIRE(bench.Held() == Codes{code});
  row.update = intake::Update::kWithdraw;

  CHECK(Judge(bench, row).outcome() == v1::ROW_OUTCOME_REVISED);

  CHECK(bench.Held().empty());
  CHECK(CountOf(bench, changelog::v1::Change::kRecordPut) == 0);
}

TEST_CASE("A withdrawal of a record never heard of loses nothing") {
  Bench bench;
  Judge(bench, RegistrationRow(CompanyCode(1), "甲公司"));
  intake::Row row = PenaltyRow(CompanyCode(1), "甲公司", "1号");
  row.update = intake::Update::kRepair;

  const auto verdict = Judge(bench, row);

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_NO_SUCH_RECORD);
  CHECK(CountOf(bench, changelog::v1::Change::kRecordPut) == 1);
  CHECK(CountOf(bench, changelog::v1::Change::kRecordRepaired) == 1);
}

TEST_CASE("A withdrawal settles the rejected version of its record") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  Judge(bench, Rejected(PenaltyRow(code, "甲公司", "1号")));
  REQUIRE(bench.Held() == Codes{code});
  intake::Row row = PenaltyRow(code, "", "1号");
  row.update = intake::Update::kWithdraw;
  Judge(bench, row);
  CHECK(bench.Held().empty());
}

TEST_CASE(
    "A registration with a broken code holds those it may mean until it "
    "comes mended") {
  Bench bench;
  const std::string code = CompanyCode(1);
  Judge(bench, RegistrationRow(code, "甲公司"));
  const auto verdict = Judge(bench, RegistrationRow(Misspelt(code), "新名"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.Held() == Codes{code});

  Judge(bench, RegistrationRow(code, "新名"));
  CHECK(bench.Held().empty());
}

TEST_CASE("A hold tells its subject whose row it is and nothing of the row") {
  Bench bench;
  Judge(bench, RegistrationRow(CompanyCode(1), "甲公司"));
  Judge(bench, Rejected(PenaltyRow(CompanyCode(1), "甲公司", "秘密1号")));
  for (const auto& change : bench.Log()) {
    if (!change.has_hold_placed()) continue;
    const std::string& reason = change.hold_placed().reason();
    CHECK(reason.find("黑龙江省市场监督管理局") != std::string::npos);
    CHECK(reason.find("行政处罚") != std::string::npos);
    CHECK(reason.find("秘密1号") == std::string::npos);
    CHECK(change.hold_placed().source_id() == "penalties");
  }
}

}  // namespace
}  // namespace creditproof::ingestion
