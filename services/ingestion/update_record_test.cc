#include "services/ingestion/update_record.h"

#include <catch2/catch.hpp>

#include "services/ingestion/ingestion_bench.h"

namespace creditproof::ingestion {
namespace {

using Codes = std::set<std::string>;

TEST_CASE("A new row is accepted, the same is unchanged, another revises") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "市监〔2024〕1号");

  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_ACCEPTED);
  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  row.record->set_content("罚款");
  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(bench.Count(changelog::v1::Change::kRecordPut) == 2);
  CHECK(bench.Held().empty());
}

TEST_CASE("A withdrawal frees those whom the record's wrong name held") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  bench.Take(RegistrationRow(CompanyCode(2), "乙公司"));
  intake::Row row = PenaltyRow(code, "乙公司", "1号");
  bench.Take(row);
  REQUIRE(bench.Held() == Codes{CompanyCode(2)});
  row.update = GENERATE(intake::Update::kWithdraw, intake::Update::kRepair);

  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_REVISED);

  CHECK(bench.Held().empty());
}

TEST_CASE("A withdrawal ends the record and keeps its content") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "1号");
  bench.Take(row);
  intake::Row withdrawal = PenaltyRow(code, "甲公司", "1号");
  withdrawal.update = intake::Update::kWithdraw;
  withdrawal.update_reason = "复议撤销";

  CHECK(bench.Take(withdrawal).outcome() == v1::ROW_OUTCOME_REVISED);
  CHECK(bench.Take(withdrawal).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.Count(changelog::v1::Change::kRecordPut) == 1);
  CHECK(bench.Count(changelog::v1::Change::kRecordWithdrawn) == 1);
}

TEST_CASE(
    "A withdrawn record that is delivered again holds its subject until its "
    "source says which holds") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  const intake::Row row = PenaltyRow(code, "甲公司", "1号");
  intake::Row withdrawal = row;
  withdrawal.update = intake::Update::kWithdraw;
  intake::Row reinstatement = row;
  reinstatement.update = intake::Update::kReinstate;
  bench.Take(row);
  bench.Take(withdrawal);

  const auto verdict = bench.Take(row);
  CHECK(verdict.outcome() == v1::ROW_OUTCOME_QUARANTINED);
  CHECK(verdict.held_subjects() == 1);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_WITHDRAWN_RECORD);
  CHECK(bench.Held() == Codes{code});

  SECTION("withdrawn") {
    CHECK(bench.Take(withdrawal).outcome() == v1::ROW_OUTCOME_UNCHANGED);
    CHECK(bench.Count(changelog::v1::Change::kRecordReinstated) == 0);
  }
  SECTION("in force") {
    CHECK(bench.Take(reinstatement).outcome() == v1::ROW_OUTCOME_REVISED);
    CHECK(bench.Count(changelog::v1::Change::kRecordReinstated) == 1);
    CHECK(bench.Take(reinstatement).outcome() == v1::ROW_OUTCOME_UNCHANGED);
    CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  }
  CHECK(bench.Held().empty());
}

TEST_CASE("A repaired record that is delivered again stays repaired") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  intake::Row row = PenaltyRow(code, "甲公司", "1号");
  bench.Take(row);
  row.update = intake::Update::kRepair;
  bench.Take(row);
  row.update = intake::Update::kPut;

  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_UNCHANGED);
  CHECK(bench.Held().empty());
  row.update = intake::Update::kReinstate;
  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_REVISED);
}

TEST_CASE("A row in quarantine can be withdrawn under the code it came with") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  intake::Row row = GENERATE_COPY(PenaltyRow(Misspelt(code), "甲公司", "1号"),
                                  PenaltyRow("", "甲公司", "1号"));
  bench.Take(row);
  REQUIRE(bench.Held() == Codes{code});
  row.update = intake::Update::kWithdraw;

  CHECK(bench.Take(row).outcome() == v1::ROW_OUTCOME_REVISED);

  CHECK(bench.Held().empty());
  CHECK(bench.Count(changelog::v1::Change::kRecordPut) == 0);
}

TEST_CASE("A withdrawal of a record never heard of loses nothing") {
  Bench bench;
  bench.Take(RegistrationRow(CompanyCode(1), "甲公司"));
  intake::Row row = PenaltyRow(CompanyCode(1), "甲公司", "1号");
  row.update = intake::Update::kRepair;

  const auto verdict = bench.Take(row);

  CHECK(verdict.outcome() == v1::ROW_OUTCOME_ACCEPTED);
  REQUIRE(verdict.notes_size() == 1);
  CHECK(verdict.notes(0).rule() == v1::ROW_RULE_NO_SUCH_RECORD);
  CHECK(bench.Count(changelog::v1::Change::kRecordPut) == 1);
  CHECK(bench.Count(changelog::v1::Change::kRecordRepaired) == 1);
}

TEST_CASE("A withdrawal settles the rejected version of its record") {
  Bench bench;
  const std::string code = CompanyCode(1);
  bench.Take(RegistrationRow(code, "甲公司"));
  bench.Take(Rejected(PenaltyRow(code, "甲公司", "1号")));
  REQUIRE(bench.Held() == Codes{code});
  intake::Row row = PenaltyRow(code, "", "1号");
  row.update = intake::Update::kWithdraw;
  bench.Take(row);
  CHECK(bench.Held().empty());
}

}  // namespace
}  // namespace creditproof::ingestion
