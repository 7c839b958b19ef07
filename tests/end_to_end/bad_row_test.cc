// Rows that cannot be taken: each a clear message, the good rows still taken,
// the bad ones returned so that they can be mended.
#include <catch2/catch.hpp>

#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/installation/delivery_file.h"
#include "tests/installation/installation.h"

namespace creditproof::tests {
namespace {

const std::string kGood = "91230199TE00000292";
const std::string kBad = "91230103TE00000103";

struct BadRow {
  std::string what;
  Cells changes;
  std::string outcome;
  std::string rule;
  std::string column;
};

const std::vector<BadRow>& BadRows() {
  static const std::vector<BadRow> rows = {
      {"a date that does not exist",
       {{"处罚决定日期", "2023-02-30"}},
       "REJECTED",
       "DATE",
       "处罚决定日期"},
      {"an amount with a comma",
       {{"罚款金额（万元）", "\"1,000\""}},
       "REJECTED",
       "AMOUNT",
       "罚款金额（万元）"},
      {"an empty mandatory cell",
       {{"处罚内容", ""}},
       "REJECTED",
       "MISSING_VALUE",
       "处罚内容"},
      {"bytes that are no text",
       {{"违法事实", "在店内\xFF\xFE张贴"}},
       "REJECTED",
       "ENCODING",
       ""},
      {"a wrong check character",
       {{"行政相对人代码_1(统一社会信用代码)", "91230103TE00000104"}},
       "QUARANTINED",
       "CODE_CHECK",
       "行政相对人代码_1(统一社会信用代码)"},
      {"a natural person with an operator's code",
       {{"行政相对人类别", "自然人"}},
       "REJECTED",
       "VALUE",
       "行政相对人类别"},
      {"no code",
       {{"行政相对人代码_1(统一社会信用代码)", "00000000000000000X"}},
       "QUARANTINED",
       "CODE_ABSENT",
       "行政相对人代码_1(统一社会信用代码)"},
  };
  return rows;
}

// The registry knows both subjects; `bad` came in one file with a good row.
Outcome DeliverWithGoodRow(const Installation& installation,
                           const BadRow& bad) {
  REQUIRE(installation
              .Ingest("registry.csv",
                      Csv({Registered(kGood), Registered(kBad)}), "registry")
              .exit_status == 0);
  // With a mark, the encoding is beyond doubt.
  return installation.Ingest(
      "a.csv",
      "\xEF\xBB\xBF" + Csv({Penalty(kBad, bad.changes), Penalty(kGood)}),
      "penalties");
}

TEST_CASE("A bad row holds its subject until it is mended") {
  const Installation installation;
  const BadRow bad = GENERATE(from_range(BadRows()));
  CAPTURE(bad.what);

  const Outcome delivered = DeliverWithGoodRow(installation, bad);
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 3);
  REQUIRE(delivered.json["bad_rows"].size() == 1);
  const Json& row = delivered.json["bad_rows"][0];
  CHECK(row["row"] == 1);
  CHECK(row["outcome"] == bad.outcome);
  CHECK(row["reasons"][0]["rule"] == bad.rule);
  if (!bad.column.empty()) CHECK(row["reasons"][0]["column"] == bad.column);
  CHECK(delivered.json["rows"]["ACCEPTED"] == 1);
  CHECK(installation.Tool({"check", kGood}).exit_status == 3);
  CHECK(installation.Tool({"check", kBad}).exit_status == 5);

  // The row came back as it was, behind its reason; mended, it is taken.
  const auto rejected = installation.File("a.csv.rejected.csv");
  const std::string returned = ReadWhole(rejected);
  CHECK(Contains(returned, "\xEF\xBB\xBF退回原因,"));
  CHECK(Contains(returned, row["reasons"][0]["message"]));
  std::string mended = returned;
  for (const auto& [column, cell] : bad.changes) {
    const std::string good = Penalty(kBad).at(column);
    REQUIRE(Contains(mended, "," + cell + ","));
    mended =
        absl::StrReplaceAll(mended, {{"," + cell + ",", "," + good + ","}});
  }
  WriteWhole(rejected, mended);
  const Outcome again =
      installation.Tool({"ingest", rejected, "--source", "penalties"});
  INFO(again.text << again.json.dump());
  CHECK(again.exit_status == 0);
  const Outcome check = installation.Tool({"check", kBad});
  INFO(check.text);
  CHECK(check.json["verdict"] == "RECORDS_FOUND");
  CHECK(check.json["finding_count"] == 1);
  installation.ShowOnce(kBad,
                        [](const Json& json) { return json["holds"].empty(); });
}

TEST_CASE("A row that is too long is refused alone, and holds its subject") {
  const Installation installation;
  const Outcome delivered = DeliverWithGoodRow(
      installation,
      {"too long", {{"违法事实", std::string(2'000'000, 'x')}}, "", "", ""});
  CHECK(delivered.exit_status == 3);
  REQUIRE(delivered.json["bad_rows"].size() == 1);
  CHECK(delivered.json["bad_rows"][0]["reasons"][0]["rule"] == "TOO_LONG");
  CHECK(delivered.json["rows"]["ACCEPTED"] == 1);
  CHECK(installation.Tool({"check", kBad}).exit_status == 5);
}

TEST_CASE("An area that is not the source's is refused by row") {
  const Installation installation;
  REQUIRE(installation
              .Tool({"source", "create", "tax", "--name", "税务局", "--contact",
                     "12366", "--areas", "税务", "--kinds", "penalty"})
              .exit_status == 0);
  const Outcome delivered = installation.Ingest(
      "a.csv", Csv({Penalty(kBad), Penalty(kGood, {{"领域", "税务"}})}), "tax");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 3);
  REQUIRE(delivered.json["bad_rows"].size() == 1);
  CHECK(delivered.json["bad_rows"][0]["row"] == 1);
  CHECK(delivered.json["bad_rows"][0]["reasons"][0]["rule"] ==
        "AREA_NOT_YOURS");
}

TEST_CASE("What was folded is taken, and said") {
  const Installation installation;
  const std::string code =
      GENERATE("91230103te00000103", "９1230103TE0000０103");
  const Outcome delivered = installation.Ingest(
      "a.csv",
      Csv({Penalty(kBad, {{"行政相对人代码_1(统一社会信用代码)", code}})}),
      "penalties");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 0);
  REQUIRE(delivered.json["noted_rows"].size() == 1);
  CHECK(delivered.json["noted_rows"][0]["reasons"][0]["rule"] == "FOLDED");
}

TEST_CASE("A column that no layout knows does not stop a file") {
  const Installation installation;
  const Outcome delivered = installation.Ingest(
      "a.csv", Csv({Penalty(kGood, {{"经办科室", "法规科"}})}), "penalties");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 0);
  CHECK(delivered.json["rows"] == Json{{"ACCEPTED", 1}});
}

TEST_CASE("Classified rows and natural persons stay out") {
  const Installation installation;
  const std::string secret = "机密处罚内容";
  const Outcome delivered = installation.Ingest(
      "a.csv",
      Csv({Penalty(kGood, {{"是否涉密", "否"}}),
           Penalty(kBad, {{"是否涉密", "是"}, {"处罚内容", secret}}),
           Penalty(kBad, {{"是否涉密", "待定"}, {"处罚内容", secret}}),
           Penalty(kBad, {{"是否涉密", "否"},
                          {"行政相对人名称", "王某某"},
                          {"行政相对人类别", "自然人"},
                          {"行政相对人代码_1(统一社会信用代码)", ""},
                          {"处罚内容", secret}})}),
      "penalties");
  INFO(delivered.text << delivered.json.dump());
  CHECK(delivered.exit_status == 3);
  CHECK(delivered.json["rows"] == Json{{"ACCEPTED", 1}, {"EXCLUDED", 3}});
  CHECK_FALSE(std::filesystem::exists(installation.File("a.csv.rejected.csv")));
}

TEST_CASE("The same file again changes nothing") {
  const Installation installation;
  const std::string file = Csv({Penalty(kGood)});
  REQUIRE(installation.Ingest("a.csv", file, "penalties").exit_status == 0);
  const std::string receipt = ReadWhole(installation.File("a.csv.receipt"));

  const Outcome again = installation.Ingest("a.csv", file, "penalties");

  CHECK(again.exit_status == 0);
  CHECK(ReadWhole(installation.File("a.csv.receipt")) == receipt);
  installation.ShowOnce(
      kGood, [](const Json& json) { return json["records"].size() == 1; });
}

}  // namespace
}  // namespace creditproof::tests
