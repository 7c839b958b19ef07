#include "libs/reconcile/read_table.h"

#include <catch2/catch.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/reconcile/elsewhere.h"
#include "libs/reconcile/field_difference.h"

namespace creditproof::reconcile {
namespace {

constexpr absl::string_view kHeader =
    "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FR_ZJHM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,"
    "CF_CFLB,CF_NR,CF_JDRQ,CF_CFJG,是否涉密,更新类型\r\n";
constexpr absl::string_view kCode = "91230103TE00000103";

std::string PenaltyRow(absl::string_view number, absl::string_view content,
                       absl::string_view update = "",
                       absl::string_view code = kCode,
                       absl::string_view classified = "否",
                       absl::string_view identity = "") {
  return absl::StrCat("甲公司,法人及非法人组织,", code, ",", identity, ",",
                      number, ",无照经营,事实,依据,警告,", content,
                      ",2024-03-04,市场监督管理局,", classified, ",", update,
                      "\r\n");
}

intake::Expectation Expected() {
  intake::Expectation expectation;
  expectation.areas = {record::v1::AREA_MARKET_REGULATION};
  expectation.today = absl::CivilDay(2026, 1, 1);
  return expectation;
}

SourceTable Read(const std::string& rows,
                 const std::vector<std::string>& regions = {}) {
  auto table =
      ReadTable(absl::StrCat(kHeader, rows), "penalties", Expected(), regions);
  REQUIRE(table.ok());
  return *std::move(table);
}

TEST_CASE(
    "What ingestion would not record is no part of the table, and named") {
  const SourceTable table =
      Read(PenaltyRow("1号", "罚款") +
           PenaltyRow("2号", "罚款", "", "91230103TE00000104") +
           PenaltyRow("3号", "罚款", "", kCode, "是") + PenaltyRow("4号", ""));

  CHECK(table.rows == 4);
  CHECK(table.uncounted == 2);
  CHECK(table.excluded == 1);
  REQUIRE(table.table.rows().size() == 1);
  REQUIRE(table.first_uncounted.size() == 2);
  CHECK(table.first_uncounted[0].number == 2);
  for (const UncountedRow& row : table.first_uncounted) {
    CHECK_FALSE(row.notes.empty());
  }
}

TEST_CASE("A table that says what was withdrawn lacks it") {
  const SourceTable table =
      Read(PenaltyRow("1号", "罚款") + PenaltyRow("2号", "罚款", "修复") +
           PenaltyRow("1号", "罚款", "撤销"));
  REQUIRE(table.table.rows().size() == 1);
  CHECK(table.table.rows()[0].number == 2);
  CHECK(table.overruled == 2);
}

TEST_CASE("A row from elsewhere counts where the platform has it") {
  const std::string header =
      absl::StrReplaceAll(kHeader, {{"\r\n", ",行政区划\r\n"}});
  const auto row = [](absl::string_view number, absl::string_view region) {
    return absl::StrReplaceAll(PenaltyRow(number, "罚款"),
                               {{"\r\n", absl::StrCat(",", region, "\r\n")}});
  };
  auto read =
      ReadTable(absl::StrCat(header, row("1号", "230602"), row("2号", "230103"),
                             row("3号", "230103"), row("4号", "")),
                "penalties", Expected(), {"2306"});
  REQUIRE(read.ok());
  SourceTable& table = *read;
  CHECK(table.table.rows().size() == 2);
  REQUIRE(table.elsewhere.size() == 2);
  const std::string known(table.elsewhere[0].key());

  Comparison comparison;
  comparison.differences.push_back({Kind::kMissingAtSource, known, nullptr});
  CHECK(TakeBackKnown(comparison, table));
  CHECK_FALSE(TakeBackKnown(comparison, table));
  LeaveOutElsewhere(table);

  CHECK(table.table.Within(known).size() == 1);
  CHECK(table.table.rows().size() == 3);
  CHECK(table.uncounted == 1);
  REQUIRE(table.first_uncounted.size() == 1);
  CHECK(table.first_uncounted[0].notes.at(0).rule() ==
        ingestion::v1::ROW_RULE_REGION_NOT_YOURS);
}

TEST_CASE("An identity number does not take part") {
  const SourceTable with =
      Read(PenaltyRow("1号", "罚款", "", kCode, "否", "11010519491231002X"));
  const SourceTable without = Read(PenaltyRow("1号", "罚款"));
  REQUIRE(with.table.rows().size() == 1);
  REQUIRE(without.table.rows().size() == 1);
  CHECK(with.table.rows()[0].sha256() == without.table.rows()[0].sha256());
}

TEST_CASE("Rows are read again by number, and told apart by column") {
  const std::string file =
      absl::StrCat(kHeader, PenaltyRow("1号", "罚款"), "\r\n",
                   PenaltyRow("2号", "没收"), PenaltyRow("2号", "罚款"));
  const auto rows = ReadRows(file, "penalties", Expected(), {3, 4});
  REQUIRE(rows.ok());
  REQUIRE(rows->size() == 2);
  CHECK((*rows)[0].number == 3);
  CHECK((*rows)[0].record->source_id() == "penalties");

  const auto fields = FieldDifferences(ingestion::v1::FILE_KIND_PENALTY, {},
                                       *(*rows)[0].record, *(*rows)[1].record);
  REQUIRE(fields.size() == 1);
  CHECK(fields[0].column == "处罚内容");
  CHECK(fields[0].source == "没收");
  CHECK(fields[0].platform == "罚款");
}

}  // namespace
}  // namespace creditproof::reconcile
