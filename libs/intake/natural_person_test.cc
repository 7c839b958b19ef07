// Rows about natural persons, and rows that only say so.
#include "libs/intake/natural_person.h"

#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using Cells = std::map<std::string, std::string>;
using Rule = std::vector<RowRule>;

constexpr const char* kCode = "行政相对人代码_1(统一社会信用代码)";
constexpr const char* kTaxNumber = "行政相对人代码_4(税务登记号)";
constexpr const char* kOrganisationCode = "行政相对人代码_3(组织机构代码)";
const std::string kPersonsNumber = "230102199001010019";

// A row that says natural person, otherwise sound, changed by `cells`.
Cells PersonCells(const Cells& cells) {
  Cells all = cells;
  all.insert({{"行政相对人类别", "自然人"},
              {"行政相对人名称", "王某某"},
              {kCode, ""},
              {"证件号码", kPersonsNumber}});
  return all;
}

TEST_CASE("Only the whole word says natural person") {
  for (const char* kind : {"自然人", " 自 然 人　", "个人"}) {
    CHECK(SaysNaturalPerson(kind));
  }
  for (const char* kind :
       {"", "有限责任公司(自然人独资)", "有限责任公司（自然人投资或控股）",
        "非自然人", "个人独资企业", "自然人独资", "个体工商户",
        "法人及非法人组织"}) {
    CAPTURE(kind);
    CHECK_FALSE(SaysNaturalPerson(kind));
    const Row row = PenaltyRow({{"行政相对人类别", kind}, {kCode, ""}});
    CHECK_FALSE(row.excluded);
  }
}

TEST_CASE("Nothing of a row about a natural person is kept") {
  for (const char* code : {"", "无", "00000000000000000X", "王某某",
                           "230102199001010019", "230102199001010018"}) {
    CAPTURE(code);
    const Row row = PenaltyRow(PersonCells({{kCode, code}}));
    CHECK(row.excluded);
    CHECK(Rules(row) == Rule{RowRule::ROW_RULE_NATURAL_PERSON});
    CHECK(row.name.empty());
    CHECK(row.raw_sha256.empty());
    CHECK(row.personal_numbers.empty());
  }
}

TEST_CASE("A natural person with an operator's code is not left out but held") {
  const auto [code, naming] = GENERATE(table<std::string, Naming>({
      {"91230199TE00000292", Naming::kCode},
      {"９１２３０１９９te00000292 ", Naming::kCode},
      {"91230199TE00000293", Naming::kDoubt},   // a wrong check
      {"91230199TE0000029", Naming::kDoubt},    // one too few
      {"91230199TE000002922", Naming::kDoubt},  // one too many
      {"912301********0292", Naming::kDoubt},   // masked
      {"911230199001010019", Naming::kDoubt},   // with a date in it
      {"TE000002-9", Naming::kDoubt},           // of the organisation
      {"11230500001755309F", Naming::kCode},
      {"23010219900101001901", Naming::kDoubt},  // of a 个体工商户
  }));
  CAPTURE(code);
  const Row row = PenaltyRow(PersonCells({{kCode, code}}));
  CHECK_FALSE(row.excluded);
  CHECK(row.rejected);
  CHECK(row.naming == naming);
  CHECK(row.name == "王某某");
  REQUIRE_FALSE(row.notes.empty());
  const RowNote& note = row.notes.back();
  CHECK(note.rule() == RowRule::ROW_RULE_VALUE);
  CHECK(note.column() == "行政相对人类别");
  CHECK(absl::StrContains(note.message(), "相矛盾"));
  REQUIRE(row.record.has_value());
  CHECK(row.record->document_number() == "哈市监罚〔2024〕18号");
  CHECK_FALSE(row.personal_numbers.empty());
  for (const std::string& text :
       {row.record->ShortDebugString(), row.credit_code}) {
    CHECK_FALSE(absl::StrContains(text, kPersonsNumber));
  }
}

TEST_CASE("The operator's code may stand under another's column") {
  const Row row = PenaltyRow(PersonCells({{kTaxNumber, "91230199TE00000292"}}));
  CHECK(row.rejected);
  CHECK(row.naming == Naming::kCode);
  CHECK(row.credit_code == "91230199TE00000292");
  CHECK(row.record->credit_code() == "91230199TE00000292");

  const Row other =
      PenaltyRow(PersonCells({{kOrganisationCode, "TE000002-9"}}));
  CHECK(other.rejected);
  CHECK(other.naming == Naming::kDoubt);
  CHECK(other.organisation_code == "TE0000029");
}

// The row of `cells`, torn by a comma in its facts.
Row Torn(const Cells& cells) {
  const std::string file = PenaltyFile(cells);
  return ReadRows(absl::StrReplaceAll(
      file, {{"\"未在规定期限内公示上一年度的年度报告\"", "甲,乙"}}))[0];
}

TEST_CASE("A damaged row is never left out as a person's") {
  const Row person = Torn(PersonCells({{kCode, kPersonsNumber}}));
  CHECK_FALSE(person.excluded);
  CHECK(person.rejected);
  CHECK(person.name == "王某某");
  CHECK(person.naming == Naming::kDoubt);
  CHECK(person.credit_code.empty());
  CHECK(person.personal_numbers.empty());  // of what it says nothing is kept
  CHECK_FALSE(person.record.has_value());

  const Row company = Torn(PersonCells({{kCode, "91230199TE00000292"}}));
  CHECK(company.rejected);
  CHECK(company.naming == Naming::kCode);
  CHECK(company.credit_code == "91230199TE00000292");
  REQUIRE(company.personal_numbers.size() == 1);
}

TEST_CASE("自然人 that a comma moved leaves no company out") {
  const std::string file = PenaltyFile(
      {{"行政相对人类别", "有限责任公司，自然人"}, {"处罚内容", "1"}});
  const std::string torn = absl::StrReplaceAll(
      file, {{"\"有限责任公司，自然人\"", "有限责任公司,自然人"}});
  const Row row = ReadRows(torn)[0];
  CHECK_FALSE(row.excluded);
  CHECK(row.rejected);
  CHECK(row.credit_code == "91230199TE00000292");
}

Row Defaulted(const std::string& code, const std::string& nature) {
  const auto rows = ReadRows(
      absl::StrCat("被执行人姓名/名称,身份证号码/组织机构代码,执行法院,案号,"
                   "发布时间,被执行人性质\n王某某,",
                   code, ",某法院,1号,2023-06-01,", nature, "\n"));
  REQUIRE(rows.size() == 1);
  return rows[0];
}

TEST_CASE("A defaulter of nature 0 with an operator's code is held as well") {
  for (const char* nature : {"0", "０", "人", "自然人", "个人"}) {
    CAPTURE(nature);
    CHECK(Defaulted(kPersonsNumber, nature).excluded);
    const Row row = Defaulted("91230199TE00000292", nature);
    CHECK(row.rejected);
    CHECK(row.credit_code == "91230199TE00000292");
  }
  CHECK(Defaulted(kPersonsNumber, "").excluded);
  CHECK(Defaulted("230102199001010018", "").excluded);
  CHECK_FALSE(Defaulted("有限责任公司(自然人独资)", "").excluded);
}

TEST_CASE("A code that begins with 9 and has a date in it is an operator's") {
  const Row row = Defaulted("911230199001010019", "");
  CHECK_FALSE(row.excluded);
  CHECK(row.naming == Naming::kDoubt);
  CHECK(row.credit_code == "911230199001010019");
}

}  // namespace
}  // namespace creditproof::intake
