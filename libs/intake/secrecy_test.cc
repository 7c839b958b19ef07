// Classified rows, and rows that do not say whether they are.
#include "libs/intake/secrecy.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_replace.h"
#include "libs/intake/limits.h"
#include "libs/intake/raw_rows.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using Rule = std::vector<RowRule>;

void CheckNothingIsKept(const Row& row) {
  CHECK(row.excluded);
  CHECK(row.number == 1);
  CHECK(Rules(row) == Rule{RowRule::ROW_RULE_CLASSIFIED});
  CHECK(row.notes[0].column().empty());
  CHECK(row.raw_sha256.empty());
  CHECK(row.name.empty());
  CHECK(row.credit_code.empty());
  CHECK(row.personal_numbers.empty());
  CHECK_FALSE(row.record.has_value());
}

TEST_CASE("A column about secrecy is known by 涉密 or 密级 in its name") {
  for (const char* header :
       {"是否涉密", "涉密", "是否涉密（是/否）", "是否涉密信息", "涉密标识",
        "密级标识", "密级", "密 级", "*密级", "定密密级(秘密/机密)", "（涉密）",
        "CLASSIFIED", "secrecy"}) {
    CAPTURE(header);
    CHECK(IsSecrecyHeader(header));
    CheckNothingIsKept(PenaltyRow({{header, "是"}}));
    CHECK_FALSE(PenaltyRow({{header, "否"}}).excluded);
  }
  for (const char* header : {"备注（含涉密）", "秘密", "案件级别", ""}) {
    CAPTURE(header);
    CHECK_FALSE(IsSecrecyHeader(header));
  }
}

TEST_CASE("Nothing of a classified row is kept") {
  for (const char* word :
       {"是", " 是 ", "Y", "１", "秘密", "秘密★10年", "机密★", "机密级",
        "绝密级", "绝 密", "涉密", "涉密（机密）", "是（秘密）"}) {
    CAPTURE(word);
    const Row row = PenaltyRow(
        {{"是否涉密", word}, {"法定代表人证件号码", "230102199001010019"}});
    CheckNothingIsKept(row);
    CHECK_FALSE(absl::StrContains(row.notes[0].message(), "看不出"));
  }
}

TEST_CASE("A row that is said not to be classified enters without a remark") {
  for (const char* word : {"", "否", "N", "０", "无", "公开", "非涉密",
                           "不涉密", "否（可公开）", "/"}) {
    CAPTURE(word);
    const Row row = PenaltyRow({{"是否涉密信息", word}});
    CHECK_FALSE(row.excluded);
    CHECK_FALSE(row.rejected);
    CHECK(row.notes.empty());
    CHECK(ColumnText(*row.record, "是否涉密信息").empty());
  }
}

TEST_CASE("A row that does not say is as good as classified, and told so") {
  for (const char* word : {"不详", "待定", "★", "2", "否（含机密附件）"}) {
    CAPTURE(word);
    const Row row = PenaltyRow({{"是否涉密", word}});
    CheckNothingIsKept(row);
    for (const char* said : {"第1行", "是否涉密须填是或否"}) {
      CHECK(absl::StrContains(row.notes[0].message(), said));
    }
    CHECK_FALSE(absl::StrContains(row.notes[0].message(), word));
  }
}

TEST_CASE("What stands in brackets does not say, however much it is") {
  std::string brackets;
  for (int i = 0; i < 5'000; ++i) brackets += "()";
  for (const std::string& open : {std::string("（可公开）否（见附件）"),
                                  "否" + brackets, brackets + "否"}) {
    CHECK_FALSE(PenaltyRow({{"是否涉密", open}}).excluded);
  }
  for (const std::string& unclear :
       {std::string("（否）"), std::string("否（"), std::string("（）（否）"),
        std::string("否）（公开")}) {
    CAPTURE(unclear);
    CheckNothingIsKept(PenaltyRow({{"是否涉密", unclear}}));
  }
}

TEST_CASE("Of several columns about secrecy any one decides") {
  CHECK(PenaltyRow({{"是否涉密", "否"}, {"密级标识", "机密★"}}).excluded);
  CHECK(PenaltyRow({{"是否涉密", "是"}, {"涉密标识", "否"}}).excluded);
  CHECK(PenaltyRow({{"是否涉密", "否"}, {"密级", "不详"}}).excluded);
  CHECK_FALSE(PenaltyRow({{"是否涉密", "否"}, {"密级", "公开"}}).excluded);
  CHECK(PenaltyRow({{"涉密", "否"}, {"是否涉密", "是"}}).excluded);
}

// A row with one cell too many at its beginning or its end.
Row Torn(const std::string& word, bool at_beginning) {
  std::string file = PenaltyFile({{"涉密标识", word}});
  if (at_beginning) {
    file.insert(file.find('\n') + 1, "甲,");
  } else {
    file.insert(file.size() - 2, ",甲");
  }
  return ReadRows(file)[0];
}

TEST_CASE("A damaged row is judged by the cell that moved") {
  for (const bool at_beginning : {true, false}) {
    CAPTURE(at_beginning);
    for (const char* word : {"是", "Y", "秘密★10年", "不详"}) {
      CAPTURE(word);
      CheckNothingIsKept(Torn(word, at_beginning));
    }
    const Row open = Torn("否", at_beginning);
    CHECK_FALSE(open.excluded);
    CHECK(open.rejected);
  }
}

TEST_CASE("A damaged row whose text begins with 秘密 is no classified one") {
  const std::string file =
      PenaltyFile({{"涉密标识", ""}, {"违法事实", "秘密收购野生动物"}});
  const Row row = ReadRows(absl::StrReplaceAll(
      file, {{"\"2099/12/31\"", "\"2099/12/31\",\"\""}}))[0];
  CHECK_FALSE(row.excluded);
  CHECK(row.rejected);
}

// A file of one row whose facts are `facts`, quoted.
std::string FileWithFacts(const std::string& word, const std::string& facts) {
  return absl::StrReplaceAll(
      PenaltyFile({{"项目密级", word}, {"违法事实", "FACTS"}}),
      {{"FACTS", facts}});
}

TEST_CASE("A row that is too long enters only where it surely is open") {
  const std::string line_end = GENERATE("", "\n");
  std::string facts;
  while (facts.size() < 3 * kMaxRowBytes) {
    facts += std::string(500, 'x') + line_end;
  }
  for (const char* word : {"是", "Y", "机密★", "", "否"}) {
    CAPTURE(word, line_end.size());  // the marking stands behind the facts
    const std::vector<Row> rows = ReadRows(FileWithFacts(word, facts));
    REQUIRE_FALSE(rows.empty());
    for (const Row& row : rows) CHECK(row.excluded);

    Surveyor surveyor;
    surveyor.Feed(FileWithFacts(word, facts));
    const Survey survey = surveyor.Finish().value();
    CHECK(survey.emptied.size() == rows.size());
  }
}

TEST_CASE("Behind a row that is too long whole rows are taken as they are") {
  std::string file = FileWithFacts("", std::string(2 * kMaxRowBytes, 'x'));
  const std::string good = PenaltyFile({{"项目密级", ""}});
  file += good.substr(good.find('\n') + 1);
  const std::vector<Row> rows = ReadRows(file);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].excluded);
  CHECK_FALSE(rows[1].excluded);
  CHECK_FALSE(rows[1].rejected);
}

TEST_CASE("A long row that says first that it is open is no classified one") {
  std::string file = PenaltyFile({{"CLASSIFIED", "否"}});  // the first column
  file.insert(file.size() - 2, "," + std::string(kMaxRowBytes, 'x'));
  const Row row = ReadRows(file)[0];
  CHECK_FALSE(row.excluded);
  CHECK(row.rejected);
}

}  // namespace
}  // namespace creditproof::intake
