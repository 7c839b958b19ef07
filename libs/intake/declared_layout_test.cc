// Files of declared kinds.
#include <catch2/catch.hpp>
#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/intake/column_title.h"
#include "libs/intake/declared_kind.h"
#include "libs/intake/declared_twin.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {

namespace {

std::string Dishonesty() {
  return base::ReadFile(CREDITPROOF_SAMPLE_FOLDER "/dishonesty.csv").value();
}

// Files of the twin's, all areas.
Expectation TwinExpected() {
  Expectation expectation = AllAreasExpected();
  expectation.file_kind = static_cast<FileKind>(kTwinNumber);
  expectation.declared = {DeclaredTwin()};
  return expectation;
}

Expectation DishonestyExpected() {
  Expectation expectation = AllAreasExpected();
  expectation.file_kind = FileKind::FILE_KIND_DISHONESTY;
  return expectation;
}

// All that a row says, but for the number of its kind.
std::string Text(Row row) {
  if (row.record.has_value()) {
    CHECK((row.record->kind() == record::v1::RECORD_KIND_DISHONESTY ||
           row.record->kind() == kTwinNumber));
    row.record->clear_kind();
  }
  std::string text = absl::StrCat(
      row.number, row.raw_sha256, row.excluded, row.rejected,
      static_cast<int>(row.naming), row.credit_code, "|", row.organisation_code,
      "|", row.name, "|", row.region_code, "|", row.operator_name, "|",
      static_cast<int>(row.update), row.update_date, row.update_reason, "\n",
      row.record.has_value() ? row.record->DebugString() : "");
  for (const RowNote& note : row.notes) {
    absl::StrAppend(&text, note.DebugString());
  }
  for (const auto& [column, number] : row.personal_numbers) {
    absl::StrAppend(&text, column, " ", number, "\n");
  }
  return text;
}

void CheckSameRows(const std::string& file, const Expectation& listed_expected,
                   const Expectation& twin_expected) {
  const std::vector<Row> listed = ReadRows(file, listed_expected);
  const std::vector<Row> twin = ReadRows(file, twin_expected);
  REQUIRE(listed.size() == twin.size());
  for (std::size_t i = 0; i < listed.size(); ++i) {
    REQUIRE(Text(listed[i]) == Text(twin[i]));
  }
}

// For a source of one area, the twin's own: a row without area then has the
// same by either kind.
void CheckSameRowsOfOneArea(const std::string& file) {
  Expectation listed = DishonestyExpected();
  Expectation twin = TwinExpected();
  listed.areas = twin.areas = {record::v1::AREA_MARKET_REGULATION};
  CheckSameRows(file, listed, twin);
}

// `file` with some bytes of its rows replaced by others of them, moved or lost.
std::string Damaged(std::string file, std::mt19937& dice) {
  const std::size_t header = file.find('\n') + 1;
  std::uniform_int_distribution<std::size_t> place(header, file.size() - 1);
  for (int i = 0; i < 12; ++i) {
    const std::size_t from = place(dice);
    const std::size_t to = place(dice);
    const std::size_t length = 1 + dice() % 9;
    const std::string piece = file.substr(from, length);
    file.replace(to, dice() % 2 == 0 ? 0 : length, piece);
  }
  return file;
}

TEST_CASE("A declared twin of the listings reads them to the same records") {
  CheckSameRows(Dishonesty(), DishonestyExpected(), TwinExpected());

  std::mt19937 dice(20'261'128);
  for (int i = 0; i < 100; ++i)
    CheckSameRowsOfOneArea(Damaged(Dishonesty(), dice));
}

TEST_CASE("Whatever keeps a row out keeps it out of a declared kind") {
  const std::string file =
      "企业名称,统一社会信用代码,列入原因,作出决定机关(列入),列入日期,主体类别,"
      "是否涉密,证件号码,移出日期,更新类型\n"
      "甲,91230199TE00000292,不履行,某局,2025-03-04,法人,否,,,\n"
      "张三,,不履行,某局,2025-03-04,自然人,否,230103198001011235,,\n"
      "甲,91230199TE00000292,不履行,某局,2025-03-04,法人,是,,,\n"
      "甲,91230199TE00000292,不履行,某局,2025-03-04,自然人,否,,,\n"
      "甲,91230199TE00000292,,某局,2025-03-04,法人,否,,,撤销\n"
      "甲,91230199TE00000292,不履行,某局,2025-03-04,法人,否,,2024-01-01,\n";
  CheckSameRowsOfOneArea(file);
  std::mt19937 dice(20'261'129);
  for (int i = 0; i < 200; ++i) CheckSameRowsOfOneArea(Damaged(file, dice));

  const std::vector<Row> rows = ReadRows(file, TwinExpected());
  REQUIRE(rows.size() == 6);
  CHECK(rows[1].excluded);
  CHECK(rows[2].excluded);
  CHECK(rows[3].rejected);  // a person with an operator's code
  CHECK(rows[4].update == Update::kWithdraw);
  CHECK(Rules(rows[5]) == std::vector{RowRule::ROW_RULE_DATE_ORDER});
}

TEST_CASE("A declared kind is guessed from its columns") {
  record::v1::DeclaredKind kind =
      ParseDeclaredKind(
          base::ReadFile(CREDITPROOF_KINDS_FOLDER "/tax-arrears.textproto")
              .value())
          .value();
  kind.set_number(100);
  Expectation expectation = AllAreasExpected();
  expectation.declared = {DeclaredTwin(), kind};

  const auto rows = ReadRows(
      "纳税人名称,统一社会信用代码,欠税税种,欠税余额（万元）,公告机关,公告日期,"
      "自备\n哈尔滨冰凌花示例食品有限公司,91230199TE00000292,增值税,12.50,"
      "哈尔滨市税务局,2025年3月4日,甲\n",
      expectation);

  REQUIRE(rows.size() == 1);
  REQUIRE_FALSE(rows[0].rejected);
  const record::v1::Record& record = *rows[0].record;
  CHECK(static_cast<int>(record.kind()) == 100);
  CHECK(record.area() == record::v1::AREA_TAXATION);
  CHECK(record.authority() == "哈尔滨市税务局");
  CHECK(record.decision_date() == "2025-03-04");
  CHECK(record.content() == "欠税税种：增值税；欠税余额（万元）：12.5。");
  CHECK(ColumnText(record, "自备") == "甲");
  CHECK(ColumnTitle(static_cast<FileKind>(100), "tax", expectation.declared) ==
        "欠税税种");
}

TEST_CASE("A header that fits a declared kind and another wants to be told") {
  Expectation expectation = TwinExpected();
  expectation.file_kind = FileKind::FILE_KIND_UNSPECIFIED;

  const absl::Status status = ReadError(Dishonesty(), expectation);

  CHECK(base::ReasonOf(status) == base::Reason::REASON_FILE_UNREADABLE);
  CHECK(absl::StrContains(status.message(), "--kind"));
  CHECK(absl::StrContains(status.message(), "孪生名单"));
}

TEST_CASE("A kind that was not declared cannot be read") {
  Expectation expectation = AllAreasExpected();
  expectation.file_kind = static_cast<FileKind>(kTwinNumber);

  CHECK(base::ReasonOf(ReadError(Dishonesty(), expectation)) ==
        base::Reason::REASON_FILE_UNREADABLE);
}

TEST_CASE("A record gets the area of its kind, if the source answers for it") {
  const std::string file =
      "企业名称,统一社会信用代码,列入原因,作出决定机关(列入),列入日期\n"
      "甲,91230199TE00000292,不履行,某局,2025-03-04\n";
  Expectation expectation = TwinExpected();
  CHECK(ReadRows(file, expectation).at(0).record->area() ==
        record::v1::AREA_MARKET_REGULATION);

  expectation.areas = {record::v1::AREA_TAXATION};

  const Row refused = ReadRows(file, expectation).at(0);
  CHECK(refused.rejected);
  CHECK(Rules(refused) == std::vector{RowRule::ROW_RULE_AREA_NOT_YOURS});
}

TEST_CASE("A date stands in for a document number only where none is needed") {
  Expectation expectation = TwinExpected();
  auto& columns = *expectation.declared[0].mutable_columns();
  for (auto& column : columns) {
    if (column.role() != record::v1::DeclaredColumn::ROLE_DOCUMENT_NUMBER) {
      continue;
    }
    column.set_presence(record::v1::DeclaredColumn::PRESENCE_KEY);
  }

  const Row row =
      ReadRows(
          "企业名称,统一社会信用代码,列入原因,作出决定机关(列入),列入日期,"
          "决定书文号\n甲,91230199TE00000292,不履行,某局,2025-03-04,\n",
          expectation)
          .at(0);

  CHECK(row.rejected);
  CHECK(row.record->decision_date().empty());
}

}  // namespace
}  // namespace creditproof::intake
