#include "libs/intake/test_file.h"

#include <catch2/catch.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

const std::map<std::string, std::string> kSoundPenalty = {
    {"行政相对人名称", "哈尔滨冰凌花示例食品有限公司"},
    {"行政相对人类别", "法人及非法人组织"},
    {"行政相对人代码_1(统一社会信用代码)", "91230199TE00000292"},
    {"行政处罚决定书文号", "哈市监罚〔2024〕18号"},
    {"违法行为类型", "未按规定公示年度报告"},
    {"违法事实", "未在规定期限内公示上一年度的年度报告"},
    {"处罚依据", "《企业信息公示暂行条例》第十七条"},
    {"处罚类别", "罚款"},
    {"处罚内容", "处罚款人民币20000元"},
    {"罚款金额（万元）", "2"},
    {"处罚决定日期", "2024-03-12"},
    {"处罚有效期", "2099/12/31"},
    {"公示截止期", "2027/03/12"},
    {"处罚机关", "哈尔滨市市场监督管理局"},
    {"处罚机关统一社会信用代码", "11230100TE0000109M"},
    {"领域", "市场监管"}};

std::string Quoted(const std::string& cell) {
  return absl::StrCat("\"", absl::StrReplaceAll(cell, {{"\"", "\"\""}}), "\"");
}

}  // namespace

Expectation AllAreasExpected() {
  const auto areas = record::AllAreas();
  return {.areas = {areas.begin(), areas.end()},
          .today = absl::CivilDay(2026, 3, 1)};
}

std::vector<Row> ReadRows(absl::string_view file,
                          const Expectation& expectation, std::size_t piece) {
  std::vector<Row> rows;
  FileReader reader(expectation,
                    [&](Row row) { rows.push_back(std::move(row)); });
  for (std::size_t at = 0; at < file.size(); at += piece) {
    REQUIRE(reader.Feed(file.substr(at, piece)).ok());
  }
  REQUIRE(reader.Finish().ok());
  return rows;
}

absl::Status ReadError(absl::string_view file, const Expectation& expectation) {
  FileReader reader(expectation, [](const Row&) {});
  const absl::Status fed = reader.Feed(file);
  return fed.ok() ? reader.Finish() : fed;
}

std::string PenaltyFile(const std::map<std::string, std::string>& cells) {
  std::map<std::string, std::string> row = cells;
  row.insert(kSoundPenalty.begin(), kSoundPenalty.end());
  std::string header;
  std::string values;
  for (const auto& [column, cell] : row) {
    absl::StrAppend(&header, header.empty() ? "" : ",", column);
    absl::StrAppend(&values, values.empty() ? "" : ",", Quoted(cell));
  }
  return absl::StrCat(header, "\r\n", values, "\r\n");
}

Row PenaltyRow(const std::map<std::string, std::string>& cells,
               const Expectation& expectation) {
  std::vector<Row> rows = ReadRows(PenaltyFile(cells), expectation);
  REQUIRE(rows.size() == 1);
  return std::move(rows.front());
}

std::vector<RowRule> Rules(const Row& row) {
  std::vector<RowRule> rules;
  for (const RowNote& note : row.notes) rules.push_back(note.rule());
  return rules;
}

std::string ColumnText(const record::v1::Record& record,
                       const std::string& id) {
  for (const record::v1::Column& column : record.columns()) {
    if (column.id() == id) return column.text();
  }
  return "";
}

}  // namespace creditproof::intake
