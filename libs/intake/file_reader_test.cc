// Files as a whole: headers, encodings, damage, limits.
#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/base/error.h"
#include "libs/intake/limits.h"
#include "libs/intake/raw_rows.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using ingestion::v1::FileKind;
using Rule = std::vector<RowRule>;

TEST_CASE("A file reads the same in every encoding and line end") {
  const std::string file = PenaltyFile({{"行政相对人名称", "哈尔滨𠮷祥公司"}});
  const Row plain = ReadRows(file)[0];
  for (const std::string& other :
       {absl::StrCat("\xEF\xBB\xBF", file), Encode(file, Encoding::kGb18030),
        absl::StrReplaceAll(file, {{"\r\n", "\n"}}),
        file.substr(0, file.size() - 2), file + "\r\n\r\n"}) {
    const auto rows = ReadRows(other);
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].name == "哈尔滨𠮷祥公司");
    CHECK(rows[0].record->SerializeAsString() ==
          plain.record->SerializeAsString());
  }
}

TEST_CASE("The encoding may show in a row only, when the header is ASCII") {
  const std::string header =
      "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,"
      "CF_NR,CF_JDRQ,CF_CFJG,AREA\n";
  const std::string row =
      "甲公司,法人及非法人组织,91230199TE00000292,1号,甲,乙,丙,警告,丁,"
      "2024-01-01,某局,税务\n";
  const std::string gb = Encode(row, Encoding::kGb18030);
  CHECK(ReadRows(header + row)[0].name == "甲公司");
  CHECK(ReadRows(header + gb)[0].name == "甲公司");
}

TEST_CASE("Characters moved by GB 18030-2022 come out as it has them") {
  std::string file = Encode(PenaltyFile(), Encoding::kGb18030);
  const std::string name = Encode("冰凌花", Encoding::kGb18030);
  file.replace(file.find(name), name.size(), "\xFE\x59\xFE\x51");
  CHECK(ReadRows(file)[0].name == "哈尔滨\u9FB4\U00020087示例食品有限公司");
}

TEST_CASE("A row of characters that are longer in UTF-8 is read whole") {
  std::string file = Encode(PenaltyFile(), Encoding::kGb18030);
  const std::string name = Encode("冰凌花", Encoding::kGb18030);
  std::string longer;
  std::string read;
  for (int i = 0; i < 60; ++i) {
    longer += "\xFE\x51";
    read += "\U00020087";
  }
  file.replace(file.find(name), name.size(), longer);
  CHECK(ReadRows(file)[0].name == "哈尔滨" + read + "示例食品有限公司");
  // More bytes than the rest of the row has room to spare for.
  for (int i = 0; i < 3000; ++i) longer += "\xFE\x51";
  std::string row = file.substr(0, file.find('\n') + 1) + longer + "\r\n";
  CHECK(ReadRows(row).size() == 1);
}

TEST_CASE("The kind is guessed from the columns, or checked against them") {
  const std::string file = PenaltyFile();
  FileReader reader(AllAreasExpected(), [](const Row&) {});
  CHECK(reader.file_kind() == FileKind::FILE_KIND_UNSPECIFIED);
  REQUIRE(reader.Feed(file).ok());
  CHECK(reader.file_kind() == FileKind::FILE_KIND_PENALTY);

  Expectation registration = AllAreasExpected();
  registration.file_kind = FileKind::FILE_KIND_REGISTRATION;
  CHECK(base::ReasonOf(ReadError(file, registration)) ==
        base::Reason::REASON_FILE_UNREADABLE);

  registration.file_kind = static_cast<FileKind>(99);
  CHECK_FALSE(ReadError(file, registration).ok());
}

TEST_CASE("A file that cannot be read says why, in Chinese") {
  const auto [file, said] = GENERATE(table<std::string, std::string>({
      {"", "文件是空的"},
      {"\n\r\n", "文件是空的"},
      {"hello world\n", "不是本平台认识的表头"},
      {"PK\x03\x04 and so on", "Excel"},
      {std::string("\xFF\xFE"
                   "a\0,\0",
                   6),
       "UTF-16"},
      {"\xFF\xD8\xFF\xE0,\n", "编码"},
      {"行政相对人名称,行政处罚决定书文号\n", "缺少必需的列：行政相对人类别、"},
      {"名称,名称\n", "缺少必需的列"},
      {"\"统一社会信用代码,名称\n", "双引号"},
      {std::string(kMaxHeaderBytes + 1, 'a'), "64 KiB"},
      {std::string(kMaxColumns, ','), "257列"},
  }));
  CAPTURE(file.substr(0, 40));
  const absl::Status error = ReadError(file);
  CHECK(error.code() == absl::StatusCode::kInvalidArgument);
  CHECK(base::ReasonOf(error) == base::Reason::REASON_FILE_UNREADABLE);
  CAPTURE(std::string(error.message()));
  CHECK(absl::StrContains(error.message(), said));
}

TEST_CASE("A column given twice is refused by name") {
  const std::string file = PenaltyFile({{"行政处罚决定文书号", "又一个"}});
  CHECK(absl::StrContains(ReadError(file).message(), "重复出现"));
}

// A file of three sound rows, the one in the middle replaced by `middle`.
std::string Sandwich(absl::string_view middle) {
  const std::string file = PenaltyFile();
  const std::string row = file.substr(file.find('\n') + 1);
  return absl::StrCat(file, middle, "\r\n", row);
}

std::string SoundRow() {
  const std::string file = PenaltyFile();
  std::string row = file.substr(file.find('\n') + 1);
  return row.substr(0, row.size() - 2);
}

TEST_CASE("A damaged row is rejected alone, and its subject still read") {
  const std::string sound = SoundRow();
  const std::string fact = "未在规定期限内公示上一年度的年度报告";
  const auto damaged = [&](const std::string& with) {
    return absl::StrReplaceAll(sound, {{fact, with}});
  };
  const auto [row, rule] = GENERATE_COPY(table<std::string, RowRule>({
      {damaged("\xFF\xFE"), RowRule::ROW_RULE_ENCODING},
      {damaged("甲\"乙"), RowRule::ROW_RULE_QUOTING},
      {damaged("甲\",\"乙"), RowRule::ROW_RULE_CELL_COUNT},
      {damaged(std::string(kMaxCellBytes + 1, 'x')),
       RowRule::ROW_RULE_TOO_LONG},
      {damaged(std::string(kMaxRowBytes + 1, 'x')), RowRule::ROW_RULE_TOO_LONG},
      {sound + ",多", RowRule::ROW_RULE_CELL_COUNT},
      {sound.substr(0, sound.rfind(',')), RowRule::ROW_RULE_CELL_COUNT},
  }));
  const auto rows = ReadRows(Sandwich(row));
  REQUIRE(rows.size() == 3);
  CHECK_FALSE(rows[0].rejected);
  CHECK_FALSE(rows[2].rejected);
  CHECK(rows[2].number == 3);
  CHECK(rows[1].rejected);
  CHECK(rows[1].notes[0].rule() == rule);
  CHECK(rows[1].naming == Naming::kCode);
  CHECK(rows[1].credit_code == "91230199TE00000292");
}

TEST_CASE("A row torn by a comma still says which record it is about") {
  const std::string sound = SoundRow();
  const std::string torn = absl::StrReplaceAll(
      sound, {{"\"未在规定期限内公示上一年度的年度报告\"", "甲,乙,丙"}});
  const Row row = ReadRows(Sandwich(torn))[1];
  CHECK(row.rejected);
  REQUIRE(row.record.has_value());
  CHECK(row.record->party_name() == "哈尔滨冰凌花示例食品有限公司");
  CHECK(row.record->document_number() == "哈市监罚〔2024〕18号");
  CHECK(row.record->authority_code() == "11230100TE0000109M");
}

TEST_CASE("A row cut short still gives its code, however long") {
  for (const char* code : {"91230199TE0000029", "91230199TE000002922"}) {
    const Row row = ReadRows(absl::StrCat(
        "CF_XDR_SHXYM,CF_XDR_MC,CF_XDR_LB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,"
        "CF_NR,CF_JDRQ,CF_CFJG\n",
        code, ",甲公司\n"))[0];
    CHECK(row.rejected);
    CHECK(row.naming == Naming::kDoubt);
    CHECK(row.credit_code == code);
  }
}

TEST_CASE("A row cut short does not give a person's number") {
  for (const char* number :
       {"230102199001010018", "23010219900101001901", "11010519491231002X01"}) {
    const Row row = ReadRows(absl::StrCat(
        "CF_XDR_SHXYM,CF_XDR_MC,CF_XDR_LB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,"
        "CF_NR,CF_JDRQ,CF_CFJG\n",
        number, ",", number, "\n"))[0];
    CHECK(row.rejected);
    CHECK(row.credit_code.empty());
    CHECK(row.organisation_code.empty());
    CHECK(row.name.empty());
  }
}

TEST_CASE("A quote that is never closed swallows no other row") {
  const std::string sound = SoundRow();
  const std::string open = absl::StrCat("\"", sound.substr(0, 40));
  for (const std::string& middle :
       {open, sound.substr(0, sound.size() - 1), absl::StrCat(sound, ",\"")}) {
    const auto rows = ReadRows(Sandwich(middle));
    REQUIRE(rows.size() == 3);
    CHECK(rows[1].rejected);
    CHECK_FALSE(rows[2].rejected);
    CHECK(rows[2].number == 3);
  }
}

TEST_CASE("A quote open for more than a row may be long is given up") {
  const std::string file = PenaltyFile();
  const std::string row = file.substr(file.find('\n') + 1);
  std::string long_file = file + "\"开\n";
  const std::size_t rows_behind = 2 * kMaxRowBytes / row.size();
  const std::string bare = absl::StrReplaceAll(row, {{"\"", ""}});
  for (std::size_t i = 0; i < rows_behind; ++i) long_file += bare;
  const auto rows = ReadRows(long_file);
  REQUIRE(rows.size() == rows_behind + 2);
  CHECK(rows[1].rejected);
  CHECK_FALSE(rows[2].rejected);
  CHECK_FALSE(rows.back().rejected);
}

TEST_CASE("Line breaks and doubled quotes belong to a quoted cell") {
  const Row row = PenaltyRow({{"违法事实", "第一行\r\n第二行，\"引文\"，完"}});
  CHECK_FALSE(row.rejected);
  CHECK(ColumnText(*row.record, "CF_SY") == "第一行\r\n第二行，\"引文\"，完");
}

TEST_CASE("Empty rows count but are not judged") {
  const std::string commas(15, ',');
  const auto rows = ReadRows(Sandwich(commas));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].number == 1);
  CHECK(rows[1].number == 3);
}

TEST_CASE("A classified row is left out however it is damaged") {
  const std::string file = PenaltyFile({{"是否涉密", "是"}});
  const std::string torn = absl::StrReplaceAll(file, {{"2099/12/31", "\",\""}});
  const auto rows = ReadRows(torn);
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].excluded);
  const auto open = ReadRows(absl::StrReplaceAll(torn, {{"\"是\"", "\"否\""}}));
  CHECK_FALSE(open[0].excluded);
  CHECK(open[0].rejected);
}

}  // namespace
}  // namespace creditproof::intake
