// Registration, dishonesty and defaulter files.
#include <catch2/catch.hpp>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using Rule = std::vector<RowRule>;

Row OnlyRow(const std::string& file) {
  std::vector<Row> rows = ReadRows(file);
  REQUIRE(rows.size() == 1);
  return std::move(rows[0]);
}

Row Registered(const std::string& cells) {
  return OnlyRow(
      absl::StrCat("统一社会信用代码,名称,企业类型,登记状态,法定代表人,住所,"
                   "行政区划,成立日期,登记机关,曾用名,注册资本\n",
                   cells, "\n"));
}

TEST_CASE("A registration row becomes a registration") {
  const Row row = Registered(
      "91230103TE00000103,哈尔滨云杉示例装备制造有限公司,"
      "有限责任公司(自然人独资),存续（在营、开业、在册）,林示例,南岗区1号,"
      "230103001,2012/5/18,某局,旧名一;旧名二；旧名三,100万");
  REQUIRE(row.registration.has_value());
  CHECK_FALSE(row.rejected);
  const record::v1::Registration& registration = *row.registration;
  CHECK(registration.credit_code() == "91230103TE00000103");
  CHECK(registration.name() == "哈尔滨云杉示例装备制造有限公司");
  CHECK(registration.operator_kind() == record::v1::OPERATOR_KIND_COMPANY);
  CHECK(registration.status() == record::v1::REGISTRATION_STATUS_ACTIVE);
  CHECK(registration.legal_representative() == "林示例");
  CHECK(registration.region_code() == "230103");
  CHECK(registration.founded_date() == "2012-05-18");
  REQUIRE(registration.former_names_size() == 3);
  CHECK(registration.former_names(2) == "旧名三");
  REQUIRE(registration.columns_size() == 3);  // what no field says in full
  CHECK(registration.columns(0).id() == "capital");
  CHECK(registration.columns(1).id() == "entity_type");
  CHECK(registration.columns(2).id() == "status");
  CHECK(row.region_code == "230103");
  CHECK(row.operator_name == "林示例");
}

TEST_CASE("A registration's region may be a prefecture's name") {
  const Row row = Registered(
      "91230103TE00000103,甲,个体工商户,注销,乙,丙,黑龙江省大兴安岭地区,,丁,,");
  CHECK(row.registration->region_code() == "232700");
  CHECK(row.registration->status() ==
        record::v1::REGISTRATION_STATUS_DEREGISTERED);
  CHECK(row.registration->operator_kind() ==
        record::v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS);
}

TEST_CASE("Faults of a registration are named") {
  const auto [cells, rule] = GENERATE(table<std::string, RowRule>({
      {"91230103TE00000103,甲,公司,不明,乙,丙,230103,,丁,,",
       RowRule::ROW_RULE_VALUE},
      {"91230103TE00000103,甲,公司,存续,乙,丙,省内,,丁,,",
       RowRule::ROW_RULE_VALUE},
      {"91230103TE00000103,甲,公司,存续,乙,丙,,,丁,,",
       RowRule::ROW_RULE_MISSING_VALUE},
      {"91230103TE00000103,甲,公司,存续,乙,丙,230103,2027-01-01,丁,,",
       RowRule::ROW_RULE_DATE},
  }));
  CAPTURE(cells);
  const Row row = Registered(cells);
  CHECK(row.rejected);
  CHECK(Rules(row) == Rule{rule});
  CHECK(row.credit_code == "91230103TE00000103");
}

TEST_CASE("A registration is ended by its status, not by an update") {
  const auto registered = [](const std::string& update) {
    return OnlyRow(absl::StrCat(
        "统一社会信用代码,名称,企业类型,登记状态,行政区划,更新类型\n"
        "91230103TE00000103,甲公司,,存续,230103,",
        update, "\n"));
  };
  for (const char* update : {"撤销", "删除", "修复", "恢复", "作废"}) {
    CAPTURE(update);
    const Row row = registered(update);
    CHECK(row.rejected);
    CHECK(row.update == Update::kPut);
    CHECK(Rules(row) ==
          Rule{RowRule::ROW_RULE_VALUE, RowRule::ROW_RULE_MISSING_VALUE});
    CHECK(row.notes[0].column() == "更新类型");
    CHECK(absl::StrContains(row.notes[0].message(), "登记状态"));
    CHECK(row.credit_code == "91230103TE00000103");
  }
  for (const char* update : {"", "新增", "变更"}) {
    CHECK(Rules(registered(update)) == Rule{RowRule::ROW_RULE_MISSING_VALUE});
  }
}

Row Listed(const std::string& cells) {
  return OnlyRow(
      absl::StrCat("名单id,名单类型,统一社会信用代码,企业名称,列入日期,"
                   "作出决定机关（列入）,列入原因,列入依据,移出日期,所属地市,"
                   "领域,主体类别\n",
                   cells, "\n"));
}

TEST_CASE("A listing becomes a record, active or removed") {
  const Row active = Listed(
      "1,重大税收违法失信主体,91230199TE00000292,甲,2024/05/16,某局,虚开发票,"
      "某办法第六条,,哈尔滨市,税务,");
  REQUIRE(active.record.has_value());
  CHECK_FALSE(active.rejected);
  CHECK(active.record->kind() == record::v1::RECORD_KIND_DISHONESTY);
  CHECK(active.record->area() == record::v1::AREA_TAXATION);
  CHECK(active.record->decision_date() == "2024-05-16");
  CHECK(active.record->authority() == "某局");
  CHECK(active.record->removed_date().empty());
  CHECK(active.record->content() ==
        "列入名单：重大税收违法失信主体；列入事由：虚开发票；"
        "列入依据：某办法第六条。");
  CHECK(active.region_code == "230100");

  const Row removed = Listed(
      "1,某名单,91230199TE00000292,甲,2024/05/16,某局,某事,,2025-05-16,,税务,");
  CHECK(removed.record->removed_date() == "2025-05-16");
}

TEST_CASE("A listing removed before it began is refused, a person's left out") {
  CHECK(Rules(Listed("1,某名单,91230199TE00000292,甲,2024/05/16,某局,某事,,"
                     "2023-05-16,,税务,")) ==
        Rule{RowRule::ROW_RULE_DATE_ORDER});
  CHECK(Listed("1,某名单,,王某,2024/05/16,某局,某事,,,,税务,自然人").excluded);
}

Row Defaulted(const std::string& cells) {
  return OnlyRow(
      absl::StrCat("被执行人姓名/名称,身份证号码/组织机构代码,"
                   "法定代表人或者负责人姓名,执行法院,立案时间,案号,"
                   "生效法律文书确定的义务,被执行人的履行情况,"
                   "失信被执行人行为具体情形,发布时间,被执行人性质\n",
                   cells, "\n"));
}

TEST_CASE("A judgment default becomes a record outside the areas") {
  const Row row = Defaulted(
      "甲公司,91230199TE00000292,乙,某法院,2023-03-01,(2023)黑01执11号,"
      "支付10万元,全部未履行,有能力而拒不履行,2023年6月1日,1");
  REQUIRE(row.record.has_value());
  CHECK_FALSE(row.rejected);
  CHECK(row.record->kind() == record::v1::RECORD_KIND_DEFAULTER);
  CHECK(row.record->area() == record::v1::AREA_UNSPECIFIED);
  CHECK(row.record->authority() == "某法院");
  CHECK(row.record->document_number() == "(2023)黑01执11号");
  CHECK(row.record->decision_date() == "2023-06-01");
  CHECK(row.record->content() ==
        "生效法律文书确定的义务：支付10万元；履行情况：全部未履行；"
        "失信行为具体情形：有能力而拒不履行。");
}

TEST_CASE("A defaulter may be known by organisation code or a masked code") {
  Row row = Defaulted("甲公司,TE000002-9,乙,某法院,,1号,,,,2023-06-01,1");
  CHECK(row.naming == Naming::kDoubt);
  CHECK(row.organisation_code == "TE0000029");
  row = Defaulted("甲公司,912301********0292,乙,某法院,,1号,,,,2023-06-01,1");
  CHECK(row.naming == Naming::kDoubt);
  CHECK(row.name == "甲公司");
}

TEST_CASE("Defaulters who are persons are left out") {
  for (const char* cells :
       {"王某某,23010219900101001X,,某法院,,1号,,,,2023-06-01,0",
        "王某某,,,某法院,,1号,,,,2023-06-01,自然人",
        "王某某,230102199001010019,,某法院,,1号,,,,2023-06-01,"}) {
    CAPTURE(cells);
    const Row row = Defaulted(cells);
    CHECK(row.excluded);
    CHECK(row.personal_numbers.empty());
  }
}

}  // namespace
}  // namespace creditproof::intake
