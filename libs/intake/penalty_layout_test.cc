#include <algorithm>
#include <catch2/catch.hpp>

#include "libs/intake/test_file.h"

namespace creditproof::intake {
namespace {

using record::v1::Record;
using Rule = std::vector<RowRule>;

constexpr const char* kCode = "行政相对人代码_1(统一社会信用代码)";

TEST_CASE("A sound penalty becomes a record with its facts") {
  const Row row = PenaltyRow();
  CHECK(row.number == 1);
  CHECK(row.raw_sha256.size() == 32);
  CHECK_FALSE(row.rejected);
  CHECK(row.notes.empty());
  CHECK(row.naming == Naming::kCode);
  CHECK(row.credit_code == "91230199TE00000292");
  CHECK(row.organisation_code == "TE0000029");
  CHECK(row.name == "哈尔滨冰凌花示例食品有限公司");
  CHECK(row.update == Update::kPut);

  REQUIRE(row.record.has_value());
  const Record& record = *row.record;
  CHECK(record.kind() == record::v1::RECORD_KIND_PENALTY);
  CHECK(record.credit_code() == "91230199TE00000292");
  CHECK(record.area() == record::v1::AREA_MARKET_REGULATION);
  CHECK(record.authority() == "哈尔滨市市场监督管理局");
  CHECK(record.document_number() == "哈市监罚〔2024〕18号");
  CHECK(record.decision_date() == "2024-03-12");
  CHECK(record.publicity_end_date() == "2027-03-12");
  CHECK(record.content() ==
        "违法事实：未在规定期限内公示上一年度的年度报告；"
        "处罚内容：处罚款人民币20000元。");
  REQUIRE(record.penalty_kinds_size() == 1);
  CHECK(record.penalty_kinds(0) == record::v1::PENALTY_KIND_FINE);
  CHECK(record.record_id().empty());
}

TEST_CASE("Columns are kept by id, in order, as read and not as written") {
  const Row row = PenaltyRow({{"罚款金额（万元）", "2.50"},
                              {"处罚决定日期", "2024/3/12"},
                              {"备注", " 无 "}});
  REQUIRE(row.record.has_value());
  const auto& columns = row.record->columns();
  CHECK(std::is_sorted(
      columns.begin(), columns.end(),
      [](const auto& a, const auto& b) { return a.id() < b.id(); }));
  CHECK(ColumnText(*row.record, "CF_NR_FK") == "2.5");
  CHECK(ColumnText(*row.record, "CF_JDRQ") == "2024-03-12");
  CHECK(ColumnText(*row.record, "CF_YXQ") == "2099-12-31");
  CHECK(ColumnText(*row.record, "BZ") == "无");
  CHECK(ColumnText(*row.record, "AREA").empty());  // the fact says it
}

TEST_CASE("Headers may be column ids, in any order") {
  const auto rows = ReadRows(
      "CF_CFJG,cf_wsh,CF_XDR_SHXYM,CF_XDR_MC,CF_XDR_LB,CF_WFXW,CF_SY,CF_YJ,"
      "CF_CFLB,CF_NR,CF_JDRQ,AREA\n"
      "某局,某罚1号,91230199TE00000292,某公司,法人及非法人组织,甲,乙,丙,警告,"
      "丁,20240312,MARKET_REGULATION\n");
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].record.has_value());
  CHECK_FALSE(rows[0].rejected);
  CHECK(rows[0].record->authority() == "某局");
  CHECK(rows[0].record->decision_date() == "2024-03-12");
}

TEST_CASE("A code is folded, and said so") {
  for (const char* code :
       {"91230199te00000292", "９１２３０１９９ＴＥ０００００２９２",
        " 91230199 TE000002 92"}) {
    CAPTURE(code);
    const Row row = PenaltyRow({{kCode, code}});
    CHECK(row.naming == Naming::kCode);
    CHECK(row.credit_code == "91230199TE00000292");
    CHECK(Rules(row) == Rule{RowRule::ROW_RULE_FOLDED});
    CHECK(row.notes[0].column() == kCode);
    CHECK(ColumnText(*row.record, "CF_XDR_SHXYM") == "91230199TE00000292");
  }
}

TEST_CASE("A doubtful code leaves the subject to be found") {
  const auto [code, rule, organisation_code] =
      GENERATE(table<std::string, RowRule, std::string>({
          {"", RowRule::ROW_RULE_CODE_ABSENT, ""},
          {"无", RowRule::ROW_RULE_CODE_ABSENT, ""},
          {"00000000000000000X", RowRule::ROW_RULE_CODE_ABSENT, ""},
          {"91230199TE00000293", RowRule::ROW_RULE_CODE_CHECK, "TE0000029"},
          {"91230199TE00000282", RowRule::ROW_RULE_ORG_CODE_CHECK, ""},
          {"91230199TE0000029", RowRule::ROW_RULE_CODE_MALFORMED, ""},
          {"91230199TE000002922", RowRule::ROW_RULE_CODE_MALFORMED, ""},
          {"TE000002-9", RowRule::ROW_RULE_CODE_MALFORMED, "TE0000029"},
          {"91230199TO00000292", RowRule::ROW_RULE_CODE_MALFORMED, ""},
      }));
  CAPTURE(code);
  const Row row = PenaltyRow({{kCode, code}});
  CHECK(row.naming == Naming::kDoubt);
  CHECK_FALSE(row.rejected);
  CHECK(Rules(row) == Rule{rule});
  CHECK(row.organisation_code == organisation_code);
  const bool absent = rule == RowRule::ROW_RULE_CODE_ABSENT;
  CHECK((row.credit_code.empty() || !absent));
  if (code.size() > 16 && !absent) CHECK(row.credit_code == code);
  REQUIRE(row.record.has_value());
  CHECK(row.record->credit_code().empty());
  CHECK(row.record->party_name() == row.name);
}

TEST_CASE("The organisation code's own column helps a row without a code") {
  const Row row = PenaltyRow(
      {{kCode, ""}, {"行政相对人代码_3(组织机构代码)", "TE000002-9"}});
  CHECK(row.naming == Naming::kDoubt);
  CHECK(row.organisation_code == "TE0000029");
}

TEST_CASE("A row that names nobody is rejected") {
  const Row row = PenaltyRow({{kCode, ""}, {"行政相对人名称", ""}});
  CHECK(row.naming == Naming::kNone);
  CHECK(row.rejected);
}

TEST_CASE("A rejected row still tells whom it is about") {
  const Row row = PenaltyRow({{"处罚决定日期", "2024-02-30"}});
  CHECK(row.rejected);
  CHECK(Rules(row) == Rule{RowRule::ROW_RULE_DATE});
  CHECK(row.notes[0].column() == "处罚决定日期");
  CHECK(row.naming == Naming::kCode);
  CHECK(row.credit_code == "91230199TE00000292");
  REQUIRE(row.record.has_value());
  CHECK(row.record->document_number() == "哈市监罚〔2024〕18号");
}

TEST_CASE("Cells that break a rule reject the row, naming rule and column") {
  const auto [column, cell, rule] =
      GENERATE(table<std::string, std::string, RowRule>({
          {"行政相对人名称", "", RowRule::ROW_RULE_MISSING_VALUE},
          {"行政处罚决定书文号", "", RowRule::ROW_RULE_MISSING_VALUE},
          {"违法事实", " 　", RowRule::ROW_RULE_MISSING_VALUE},
          {"处罚决定日期", "", RowRule::ROW_RULE_MISSING_VALUE},
          {"处罚决定日期", "2026-03-02", RowRule::ROW_RULE_DATE},
          {"处罚决定日期", "去年", RowRule::ROW_RULE_DATE},
          {"处罚有效期", "2024-13-01", RowRule::ROW_RULE_DATE},
          {"处罚有效期", "2024-03-11", RowRule::ROW_RULE_DATE_ORDER},
          {"公示截止期", "2023-01-01", RowRule::ROW_RULE_DATE_ORDER},
          {"罚款金额（万元）", "1,234.5", RowRule::ROW_RULE_AMOUNT},
          {"罚款金额（万元）", "2万元", RowRule::ROW_RULE_AMOUNT},
          {"罚款金额（万元）", "-2", RowRule::ROW_RULE_AMOUNT},
          {"罚款金额（万元）", "0.1234567", RowRule::ROW_RULE_AMOUNT},
          {"处罚类别", "罚点款", RowRule::ROW_RULE_VALUE},
          {"领域", "应急", RowRule::ROW_RULE_VALUE},
          {"领域", "", RowRule::ROW_RULE_AREA_ABSENT},
          {"案件程序类别", "特别程序", RowRule::ROW_RULE_VALUE},
          {"更新类型", "作废", RowRule::ROW_RULE_VALUE},
          {"违法事实", std::string("甲\x01乙"),
           RowRule::ROW_RULE_CONTROL_CHARACTER},
          {"违法事实", std::string("甲\0乙", 7),
           RowRule::ROW_RULE_CONTROL_CHARACTER},
          {"违法事实", "甲\u202E乙", RowRule::ROW_RULE_CONTROL_CHARACTER},
          {"违法事实", "甲\uFFFD乙", RowRule::ROW_RULE_ENCODING},
      }));
  CAPTURE(column, cell);
  const Row row = PenaltyRow({{column, cell}});
  CHECK(row.rejected);
  CHECK(Rules(row) == Rule{rule});
  CHECK(row.notes[0].column() == column);
  CHECK_FALSE(row.notes[0].message().empty());
}

TEST_CASE("No end of validity or publicity can be said in many ways") {
  for (const char* end : {"2099/12/31", "9999-09-09", "长期", "永久", "无"}) {
    const Row row = PenaltyRow({{"公示截止期", end}});
    CAPTURE(end);
    CHECK_FALSE(row.rejected);
    CHECK(row.record->publicity_end_date().empty());
  }
}

TEST_CASE("The source's only area need not be written, another is refused") {
  Expectation transport = AllAreasExpected();
  transport.areas = {record::v1::AREA_TRANSPORT};
  CHECK(PenaltyRow({{"领域", ""}}, transport).record->area() ==
        record::v1::AREA_TRANSPORT);
  const Row row = PenaltyRow({{"领域", "市场监管"}}, transport);
  CHECK(row.rejected);
  CHECK(Rules(row) == Rule{RowRule::ROW_RULE_AREA_NOT_YOURS});
}

TEST_CASE("Several kinds of penalty are read, and what 其他 explains is not") {
  const Row row = PenaltyRow(
      {{"处罚类别",
        "罚款;警告；没收违法所得、没收非法财物;其他-责令改正；拆除"}});
  CHECK_FALSE(row.rejected);
  std::vector<int> kinds(row.record->penalty_kinds().begin(),
                         row.record->penalty_kinds().end());
  CHECK(kinds == std::vector<int>{1, 3, 4, 5, 14});

  // Empty words, and letters that begin as ； does.
  std::string many = "其他-x;";
  for (int i = 0; i < 2'000; ++i) many += ";";
  for (int i = 0; i < 1'000; ++i) many += "ｱ";
  const Row other = PenaltyRow({{"处罚类别", many}});
  CHECK_FALSE(other.rejected);
  REQUIRE(other.record->penalty_kinds_size() == 1);
  CHECK(other.record->penalty_kinds(0) == 14);
}

TEST_CASE("A reinstatement says the whole record") {
  CHECK(PenaltyRow({{"更新类型", "恢复"}}).update == Update::kReinstate);
  CHECK(PenaltyRow({{"更新类型", "恢复"}, {"处罚内容", ""}}).rejected);
}

TEST_CASE("Withdrawals and repairs need only say which record they mean") {
  const auto [word, update] = GENERATE(table<std::string, Update>(
      {{"撤销", Update::kWithdraw}, {"修复", Update::kRepair}}));
  const Row row = PenaltyRow({{"更新类型", word},
                              {"更新日期", "2025/1/2"},
                              {"更新原因", "复议"},
                              {"违法事实", ""},
                              {"处罚内容", ""},
                              {"处罚决定日期", ""}});
  CHECK_FALSE(row.rejected);
  CHECK(row.update == update);
  CHECK(row.update_date == "2025-01-02");
  CHECK(row.update_reason == "复议");
  CHECK(PenaltyRow({{"更新类型", word}, {"行政处罚决定书文号", ""}}).rejected);
}

TEST_CASE("State 1 of the layout of 2016 is a withdrawal") {
  CHECK(PenaltyRow({{"CF_ZT", "1"}}).update == Update::kWithdraw);
  CHECK(PenaltyRow({{"CF_ZT", "１"}}).update == Update::kWithdraw);
  for (const char* other : {"", "0", "2", "3"}) {
    CHECK(PenaltyRow({{"CF_ZT", other}}).update == Update::kPut);
  }
}

TEST_CASE("A state by another name means nothing and is kept") {
  const Row row = PenaltyRow({{"状态", "1"}, {"当前状态", "1"}});
  CHECK_FALSE(row.rejected);
  CHECK(row.notes.empty());
  CHECK(row.update == Update::kPut);
  CHECK(ColumnText(*row.record, "STATE") == "1");
  CHECK(ColumnText(*row.record, "CURRENT_STATE") == "1");
}

TEST_CASE("A revoked penalty that is also put, repaired or reinstated is not") {
  for (const char* update : {"新增", "变更", "修复", "恢复"}) {
    CAPTURE(update);
    const Row row = PenaltyRow({{"CF_ZT", "1"}, {"更新类型", update}});
    CHECK(row.rejected);
    CHECK(Rules(row) == Rule{RowRule::ROW_RULE_VALUE});
    CHECK(row.notes[0].column() == "CF_ZT");
    CHECK(row.credit_code == "91230199TE00000292");
    CHECK_FALSE(PenaltyRow({{"CF_ZT", "0"}, {"更新类型", update}}).rejected);
  }
  const Row row = PenaltyRow({{"CF_ZT", "1"}, {"更新类型", "撤销"}});
  CHECK_FALSE(row.rejected);
  CHECK(row.update == Update::kWithdraw);
}

TEST_CASE("Identity numbers are handed over apart and stand nowhere else") {
  const std::string number = "230102199001010019";
  const Row row = PenaltyRow({{"法定代表人证件号码", number},
                              {"CF_XDR_SFZ", number},
                              {"负责人身份证号", number},
                              {"违法事实", "经营者身份证" + number + "。"},
                              {"处罚决定日期", number}});
  REQUIRE(row.personal_numbers.size() == 3);
  for (const auto& [column, text] : row.personal_numbers) CHECK(text == number);
  CHECK(row.record->DebugString().find(number) == std::string::npos);
  CHECK(ColumnText(*row.record, "CF_SY") == "经营者身份证230102************。");
  for (const RowNote& note : row.notes) {
    CHECK(note.message().find(number) == std::string::npos);
  }
}

TEST_CASE("An identity number in the code's place is sealed, not a code") {
  for (const char* number :
       {"230102199001010018", "23010219900101001901", "11010519491231002X01",
        "２３０１０２１９９００１０１００１９０１", "230102 19900101 0019",
        "个体230102199001010019"}) {
    CAPTURE(number);
    const Row row = PenaltyRow({{kCode, number}});
    CHECK(row.naming == Naming::kDoubt);
    CHECK(row.credit_code.empty());
    CHECK(row.organisation_code.empty());
    REQUIRE(row.personal_numbers.size() == 1);
    CHECK(row.personal_numbers[0].first == "CF_XDR_SHXYM");
    CHECK(ColumnText(*row.record, "CF_XDR_SHXYM").empty());
  }
}

TEST_CASE("A tax or register number that is a person's is sealed") {
  for (const char* column :
       {"行政相对人代码_2(工商注册号)", "行政相对人代码_4(税务登记号)",
        "行政相对人代码_5(事业单位证书号)",
        "行政相对人代码_6(社会组织登记证号)"}) {
    for (const char* number :
         {"230102199001010019", "230102199001010018", "23010219900101001901",
          "11010519491231002X01", "２３０１０２１９９００１０１００１９０１"}) {
      CAPTURE(column, number);
      const Row row = PenaltyRow({{column, number}});
      CHECK_FALSE(row.rejected);
      REQUIRE(row.personal_numbers.size() == 1);
      CHECK(row.record->ShortDebugString().find("19900101") ==
            std::string::npos);
      CHECK(row.record->ShortDebugString().find("19491231") ==
            std::string::npos);
    }
  }
  const Row row =
      PenaltyRow({{"行政相对人代码_4(税务登记号)", "91230199TE00000292"}});
  CHECK(row.personal_numbers.empty());
  CHECK(ColumnText(*row.record, "CF_XDR_SWDJ") == "91230199TE00000292");
}

TEST_CASE("The number of a document with a date in it is no person's") {
  const Row row = PenaltyRow({{"行政处罚决定书文号", "23010220240312001901"}});
  CHECK(row.record->document_number() == "23010220240312001901");
}

TEST_CASE("An unknown column is kept under its header, and said so once") {
  std::string file = PenaltyFile({{"案件来源", "投诉"}});
  file += file.substr(file.find('\n') + 1);
  const auto rows = ReadRows(file);
  REQUIRE(rows.size() == 2);
  CHECK(ColumnText(*rows[0].record, "案件来源") == "投诉");
  CHECK(rows[0].notes.size() == 1);
  CHECK(rows[0].notes[0].column() == "案件来源");
  CHECK_FALSE(rows[0].rejected);
  CHECK(rows[1].notes.empty());
}

TEST_CASE("The column of reasons is ignored when a file is sent again") {
  const Row row = PenaltyRow({{"退回原因", "罚款金额：去掉逗号"}});
  CHECK(row.notes.empty());
  CHECK(ColumnText(*row.record, "REJECTION").empty());
}

}  // namespace
}  // namespace creditproof::intake
