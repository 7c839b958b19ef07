#include "services/ingestion/matching.h"

#include <catch2/catch.hpp>

#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;

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
  bench.Take(RegistrationRow(meant, "另一名称"));
  bench.Take(RegistrationRow(same_organisation, "农民专业合作社"));
  intake::Row renamed = RegistrationRow(namesake, "现名");
  renamed.registration->add_former_names("甲公司");
  bench.Take(renamed);
  bench.Take(RegistrationRow(CompanyCode(77), "无关公司"));

  const auto verdict = bench.Take(PenaltyRow(broken, "甲公司", "1号"));

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(verdict.held_subjects() == 3);
  CHECK(bench.Held() == Codes{meant, same_organisation, namesake});
  CHECK(bench.Count(changelog::v1::Change::kRecordPut) == 0);
}

TEST_CASE("The same bad row again makes no change and gets the same verdict") {
  Bench bench;
  bench.Take(RegistrationRow(CompanyCode(1), "甲公司"));
  const intake::Row row =
      GENERATE(PenaltyRow(Misspelt(CompanyCode(1)), "甲公司", "1号"),
               Rejected(PenaltyRow(CompanyCode(1), "甲公司", "1号")));
  const auto first = bench.Take(row);
  const std::size_t entries = bench.Log().size();

  const auto second = bench.Take(row);

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
    bench.Take(PenaltyRow(broken, "", "1号"));
    bench.Take(RegistrationRow(code, "甲公司"));
  }
  SECTION("by name") {
    bench.Take(PenaltyRow("", "甲公司", "1号"));
    bench.Take(RegistrationRow(code, "甲公司"));
  }
  SECTION("by a name it takes later") {
    bench.Take(RegistrationRow(code, "旧名"));
    bench.Take(PenaltyRow("", "甲公司", "1号"));
    CHECK(bench.Held().empty());
    bench.Take(RegistrationRow(code, "甲公司"));
  }
  SECTION("by a former name") {
    bench.Take(PenaltyRow("", "甲公司", "1号"));
    intake::Row row = RegistrationRow(code, "新名");
    row.registration->add_former_names("甲公司");
    bench.Take(row);
  }
  SECTION("by organisation code") {
    intake::Row row = PenaltyRow("", "", "1号");
    row.organisation_code = code.substr(8, 9);
    bench.Take(row);
    bench.Take(RegistrationRow(code, "甲公司"));
  }
  SECTION("by a former code under which a record stands") {
    bench.Take(PenaltyRow(CompanyCode(5), "甲公司从前", "1号"));
    intake::Row row = RegistrationRow(code, "甲公司");
    row.registration->add_former_credit_codes(CompanyCode(5));
    bench.Take(row);
  }
  CHECK(bench.Held() == Codes{code});
}

TEST_CASE("A mended row lifts every hold of its broken version") {
  Bench bench;
  const std::string meant = CompanyCode(1);
  const std::string namesake = CompanyCode(2);
  bench.Take(RegistrationRow(meant, "甲公司"));
  bench.Take(RegistrationRow(namesake, "甲公司"));
  bench.Take(PenaltyRow(Misspelt(meant), "甲公司", "1号"));
  REQUIRE(bench.Held() == Codes{meant, namesake});

  const auto verdict = bench.Take(PenaltyRow(meant, "甲公司", "1号"));

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Held().empty());
}

TEST_CASE("A rejected row holds its subject until it is mended") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  intake::Row bad = Rejected(PenaltyRow(code, "甲公司", "1号"));

  SECTION("with the same name") {}
  SECTION("with another name") { bad.record->set_party_name("甲公同"); }
  SECTION("with a name it lacked") { bad.record->set_party_name(""); }

  CHECK(bench.Take(bad).outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(bench.Held() == Codes{code});
  bench.Take(PenaltyRow(code, "甲公司", "1号"));
  CHECK(bench.Held().empty());
}

TEST_CASE("A row that names nobody is rejected and holds nobody") {
  Bench bench;
  intake::Row row = Rejected(PenaltyRow("", "", "1号"));
  row.naming = intake::Naming::kNone;
  const std::size_t entries = bench.Log().size();

  const auto verdict = bench.Take(row);

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_REJECTED);
  CHECK(verdict.held_subjects() == 0);
  CHECK(bench.Log().size() == entries);
}

TEST_CASE("A valid code under another's name is recorded and holds the other") {
  Bench bench;
  const std::string code = CompanyCode(1);
  const std::string other = CompanyCode(2);
  bench.Take(RegistrationRow(code, "甲公司"));
  bench.Take(RegistrationRow(other, "乙公司"));

  const auto verdict = bench.Take(PenaltyRow(code, "乙公司", "1号"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_NAME_MISMATCH);
  CHECK(verdict.held_subjects() == 1);
  CHECK(bench.Held() == Codes{other});

  SECTION("until it comes with the right name") {
    bench.Take(PenaltyRow(code, "甲公司", "1号"));
    CHECK(bench.Held().empty());
  }
  SECTION("until it comes with the right code") {
    bench.Take(PenaltyRow(other, "乙公司", "1号"));
    CHECK(bench.Held().empty());
  }
  SECTION("until the code is registered with that name") {
    bench.Take(RegistrationRow(code, "乙公司"));
    CHECK(bench.Held().empty());
  }
  SECTION("and whoever takes the name later") {
    bench.Take(RegistrationRow(CompanyCode(3), "乙公司"));
    CHECK(bench.Held() == Codes{other, CompanyCode(3)});
  }
}

TEST_CASE("Two rows of one decision under one name hold their subjects apart") {
  Bench bench;
  const std::string one = CompanyCode(1);
  const std::string other = CompanyCode(2);
  bench.Take(RegistrationRow(one, "福来小吃"));
  bench.Take(RegistrationRow(other, "福来小吃"));
  bench.Take(PenaltyRow("", "福来小吃", "1号"));
  REQUIRE(bench.Held() == Codes{one, other});

  CHECK(bench.Take(PenaltyRow(other, "福来小吃", "1号")).outcome() ==
        v1::ROW_OUTCOME_ACCEPTED);

  CHECK(bench.Held() == Codes{one, other});
}

TEST_CASE("Two rows of one decision with broken codes stand open both") {
  Bench bench;
  const std::string one = CompanyCode(1);
  const std::string other = CompanyCode(2);
  bench.Take(RegistrationRow(one, "甲公司"));
  bench.Take(RegistrationRow(other, "乙公司"));
  bench.Take(PenaltyRow(Misspelt(one), "丙公司", "1号"));
  bench.Take(PenaltyRow(Misspelt(other), "丙公司", "1号"));
  CHECK(bench.Held() == Codes{one, other});
  bench.Take(PenaltyRow(one, "甲公司", "1号"));
  CHECK(bench.Held() == Codes{one, other});
  intake::Row mended = PenaltyRow(one, "丙公司", "1号");
  mended.update = intake::Update::kWithdraw;
  bench.Take(mended);
  CHECK(bench.Held() == Codes{other});
}

TEST_CASE("A valid code not yet registered is recorded without a remark") {
  Bench bench;
  const std::string namesake = CompanyCode(2);
  bench.Take(RegistrationRow(namesake, "甲公司"));

  const auto verdict = bench.Take(PenaltyRow(CompanyCode(1), "甲公司", "1号"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(verdict.notes().empty());
  CHECK(bench.Held() == Codes{namesake});

  bench.Take(RegistrationRow(CompanyCode(1), "甲公司"));
  CHECK(bench.Held().empty());
}

TEST_CASE(
    "Names of individual businesses are narrowed by prefecture and "
    "operator") {
  Bench bench;
  const intake::Row harbin = IndividualRow(1, "福来小吃", "230103", "张三");
  const intake::Row qiqihar = IndividualRow(2, "福来小吃", "230202", "李四");
  const intake::Row daqing = IndividualRow(3, "福来小吃", "230602", "张三");
  for (const auto& row : {harbin, qiqihar, daqing}) bench.Take(row);
  intake::Row doubt = PenaltyRow("", "福来小吃", "1号");

  SECTION("all are held when the row tells neither") {
    CHECK(bench.Take(doubt).held_subjects() == 3);
  }
  SECTION("the prefecture") {
    doubt.region_code = "230204";  // another district of it
    bench.Take(doubt);
    CHECK(bench.Held() == Codes{qiqihar.credit_code});
  }
  SECTION("the province's own code tells no prefecture") {
    doubt.region_code = "230000";
    CHECK(bench.Take(doubt).held_subjects() == 3);
  }
  SECTION("the operator") {
    doubt.operator_name = "张三";
    bench.Take(doubt);
    CHECK(bench.Held() == Codes{harbin.credit_code, daqing.credit_code});
  }
  SECTION("all are held when nobody is left") {
    doubt.operator_name = "王五";
    CHECK(bench.Take(doubt).held_subjects() == 3);
    const intake::Row late = IndividualRow(4, "福来小吃", "230103", "王五");
    bench.Take(late);
    CHECK(bench.Held().count(late.credit_code) == 1);
  }
  SECTION("a later registration elsewhere is not held") {
    doubt.region_code = "230103";
    bench.Take(doubt);
    bench.Take(IndividualRow(4, "福来小吃", "230202", "王五"));
    CHECK(bench.Held() == Codes{harbin.credit_code});
  }
}

TEST_CASE(
    "A registration with a broken code holds those it may mean until it "
    "comes mended") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  const auto verdict = bench.Take(RegistrationRow(Misspelt(code), "新名"));
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(bench.Held() == Codes{code});

  bench.Take(RegistrationRow(code, "新名"));
  CHECK(bench.Held().empty());
}

TEST_CASE("A hold tells its subject whose row it is and nothing of the row") {
  Bench bench;
  bench.Take(RegistrationRow(CompanyCode(1), "甲公司"));
  bench.Take(Rejected(PenaltyRow(CompanyCode(1), "甲公司", "秘密1号")));
  for (const auto& change : bench.Log()) {
    if (!change.has_hold_placed()) continue;
    const std::string& reason = change.hold_placed().reason();
    CHECK(reason.find("黑龙江省市场监督管理局") != std::string::npos);
    CHECK(reason.find("行政处罚") != std::string::npos);
    CHECK(reason.find("秘密1号") == std::string::npos);
    CHECK(change.hold_placed().source_id() == "penalties");
  }
}

TEST_CASE("A row that was attributed holds nobody for its name") {
  Bench bench;
  const std::string meant = CompanyCode(1);
  bench.Take(RegistrationRow(meant, "甲公司"));
  bench.Take(RegistrationRow(CompanyCode(2), "乙公司"));
  const intake::Row row = Rejected(PenaltyRow("", "乙公司", "1号"));
  bench.Take(row);
  REQUIRE(bench.Held() == Codes{CompanyCode(2)});
  REQUIRE(bench.Resolve(bench.HoldOf(row), meant).ok());
  CHECK(bench.Held() == Codes{meant});

  SECTION("not for who takes it later") {
    bench.Take(RegistrationRow(CompanyCode(3), "乙公司"));
  }
  SECTION("nor when it comes again") { bench.Take(row); }
  CHECK(bench.Held() == Codes{meant});
}

TEST_CASE("A new row beside an open one in its file does not mend it") {
  Bench bench;
  const std::string one = CompanyCode(1);
  const std::string other = CompanyCode(2);
  REQUIRE(
      bench.Deliver("registry", "r1", RegistryFile({{one, "甲公司"}})).ok());
  const PenaltyCells open = {
      .code = Misspelt(other), .name = "甲公司", .number = "1号"};
  const PenaltyCells beside = {.code = one, .name = "甲公司", .number = "1号"};
  REQUIRE(bench.Deliver("penalties", "p1", PenaltyFile({open})).ok());
  REQUIRE(bench.Held() == Codes{one});

  REQUIRE(bench.Deliver("penalties", "p2", PenaltyFile({open, beside})).ok());
  CHECK(bench.Held() == Codes{one});
}

}  // namespace
}  // namespace creditproof::ingestion
