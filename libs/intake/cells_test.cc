// Single cells: dates, amounts, codes of regions and kinds, identity numbers.
#include <catch2/catch.hpp>

#include "libs/base/date.h"
#include "libs/intake/amount_cell.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/date_cell.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/operator_kind.h"
#include "libs/intake/region.h"

namespace creditproof::intake {
namespace {

TEST_CASE("Dates are read in every notation in use") {
  for (const char* text :
       {"2024-03-04", "2024/03/04", "2024/3/4", "2024-3-4", "2024.3.4",
        "2024年3月4日", "2024年03月04日", "20240304", "2024-03-04 00:00:00",
        "2024-03-04T10:20:30", "2024/3/4 0:00", "2024-03-04 10:20:30.0"}) {
    CAPTURE(text);
    CHECK(ReadDay(text) == absl::CivilDay(2024, 3, 4));
  }
  CHECK(ReadDay("2024-02-29") == absl::CivilDay(2024, 2, 29));
  CHECK(ReadDay("9999-09-09") == absl::CivilDay(9999, 9, 9));
}

TEST_CASE("What is no date, or a day that does not exist, is none") {
  for (const char* text : {"",
                           "2024",
                           "2024-03",
                           "2023-02-29",
                           "2024-02-30",
                           "2024-13-01",
                           "2024-00-10",
                           "2024-01-00",
                           "2024-01-32",
                           "24-03-04",
                           "03/04/2024",
                           "2024-03/04",
                           "2024-03-04x",
                           "2024-03-04 上午",
                           "20240230",
                           "45355",
                           "2024年3月4",
                           "2024-003-04",
                           "-2024-03-04",
                           "20240304 "}) {
    CAPTURE(text);
    CHECK_FALSE(ReadDay(text).has_value());
  }
}

TEST_CASE("Every day of four centuries survives every notation") {
  for (absl::CivilDay day(1900, 1, 1); day < absl::CivilDay(2300, 1, 1);
       day += 1) {
    std::string text = base::FormatDate(day);
    REQUIRE(ReadDay(text) == day);
    text[4] = text[7] = '/';
    REQUIRE(ReadDay(text) == day);
    text.erase(7, 1).erase(4, 1);
    REQUIRE(ReadDay(text) == day);
  }
}

TEST_CASE("Amounts lose needless zeros and nothing else") {
  const auto [text, amount] = GENERATE(
      table<std::string, std::string>({{"0.2", "0.2"},
                                       {"0.200000", "0.2"},
                                       {"00012.50", "12.5"},
                                       {"3.0", "3"},
                                       {"0", "0"},
                                       {"0.000001", "0.000001"},
                                       {"123456789012", "123456789012"}}));
  CHECK(ReadAmount(text).value() == amount);
}

TEST_CASE("What is no amount in 万元 is refused with advice") {
  for (const char* text :
       {"", "1,234.5", "1，234", "2万元", "2000元", "-1", "+1", "1e3", ".5",
        "1.", "0.0000001", "1234567890123", "1.2.3", "一"}) {
    CAPTURE(text);
    CHECK_FALSE(ReadAmount(text).ok());
  }
  CHECK(std::string(ReadAmount("1,234.5").status().message()) ==
        "“1,234.5”不是以万元为单位、至多6位小数的金额："
        "请去掉千分位逗号，例如写成1234.5");
}

TEST_CASE("Blanks of every width are trimmed, names lose stray marks") {
  CHECK(TrimBlanks(" \t　甲 乙\u200B\u00A0\r\n") == "甲 乙");
  CHECK(TrimBlanks("　").empty());
  CHECK(CleanName("甲\n乙\u200B Co") == "甲乙 Co");
  CHECK(HalfWidthText("１２ ，３") == "12,3");
}

TEST_CASE("Excerpts are short and hold nobody's number") {
  CHECK(Excerpt("甲乙") == "“甲乙”");
  CHECK(Excerpt("一二三四五六七八九十一二三四五六七八九十多") ==
        "“一二三四五六七八九十一二三四五六七八九十…”");
  CHECK(Excerpt("身份证230102199001010019") == "该值");
  CHECK(Excerpt("２３０１０２１９９００１０１００１９") == "该值");
}

TEST_CASE("Identity numbers are found in texts and codes are not") {
  CHECK(LooksLikeIdentityNumber("230102199001010019"));
  CHECK(LooksLikeIdentityNumber("23010219900101001X"));
  CHECK_FALSE(LooksLikeIdentityNumber("914403001922038216"));
  CHECK_FALSE(LooksLikeIdentityNumber("230102199013010017"));
  CHECK_FALSE(LooksLikeIdentityNumber("23010219900101001"));

  CHECK(MaskIdentityNumbers("张三（11010519491231002X）和11010519491231002x") ==
        "张三（110105************）和110105************");
  for (const char* text :
       {"914403001922038216", "11010519491231002", "110105194912310021",
        "9110105194912310020001", "罚款110105元"}) {
    CAPTURE(text);
    CHECK_FALSE(HoldsIdentityNumber(text));
    CHECK(MaskIdentityNumbers(text) == text);
  }
}

TEST_CASE("An identity number is found behind a tax number's 2 digits off") {
  for (const auto& [text, masked] :
       std::vector<std::pair<std::string, std::string>>{
           {"税号23010219900101001901。", "税号230102************01。"},
           {"11010519491231002X01", "110105************01"},
           {"11010519491231002X2024年", "110105************2024年"},
           {"号码２３０１０２１９９００１０１００１９，",
            "号码２３０１０２************，"},
           {"1101051949１２３１００２Ｘ", "110105************"},
           {"230102 19900101 0019", "230102 ************"},
           {"20240101 230102199001010019", "20240101 230102************"}}) {
    CAPTURE(text);
    CHECK(HoldsIdentityNumber(text));
    CHECK(MaskIdentityNumbers(text) == masked);
    CHECK_FALSE(HoldsIdentityNumber(masked));
  }
  for (const char* text :
       {"2301021990010100190", "230102199001010019001", "23010220240312001901",
        "230102 19900101 0018", "哈市监罚〔2024〕18号",
        "１２３４５６７８９０１２３４５６７８９０"}) {
    CAPTURE(text);
    CHECK_FALSE(HoldsIdentityNumber(text));
    CHECK(MaskIdentityNumbers(text) == text);
  }
}

TEST_CASE("A code gives an identity number unless it is a credit code") {
  for (const char* code : {"230102199001010019", "230102199001010018",
                           "2301021990010100190", "23010219900101001901",
                           "11010519491231002X01", "个体230102199001010019"}) {
    CAPTURE(code);
    CHECK(GivesIdentityNumber(code));
  }
  for (const char* code : {"", "91230199TE00000292", "91230199TE00000293",
                           "914403001922038216", "911230199001010019", "无"}) {
    CAPTURE(code);
    CHECK_FALSE(GivesIdentityNumber(code));
  }
}

TEST_CASE("Every way to write an entity type leads to its kind") {
  using namespace record::v1;
  const auto [text, code,
              kind] = GENERATE(table<std::string, std::string, OperatorKind>({
      {"有限责任公司(自然人独资)", "91", OPERATOR_KIND_COMPANY},
      {"1130", "91", OPERATOR_KIND_OTHER_OPERATOR},
      {"股份有限公司(上市)", "91", OPERATOR_KIND_COMPANY},
      {"全民所有制", "91", OPERATOR_KIND_NON_COMPANY_ENTERPRISE_LEGAL_PERSON},
      {"集体所有制(股份合作)", "91", OPERATOR_KIND_COMPANY},
      {"有限责任公司分公司(国有控股)", "91",
       OPERATOR_KIND_BRANCH_OF_COMPANY_OR_LEGAL_PERSON},
      {"全民所有制分支机构(非法人)", "91",
       OPERATOR_KIND_BRANCH_OF_COMPANY_OR_LEGAL_PERSON},
      {"个人独资企业", "91", OPERATOR_KIND_SOLE_PROPRIETORSHIP},
      {"个人独资企业分支机构", "91",
       OPERATOR_KIND_BRANCH_OF_SOLE_PROP_OR_PARTNERSHIP},
      {"有限合伙企业", "91", OPERATOR_KIND_PARTNERSHIP},
      {"合伙企业分支机构", "91",
       OPERATOR_KIND_BRANCH_OF_SOLE_PROP_OR_PARTNERSHIP},
      {"农民专业合作社", "93", OPERATOR_KIND_FARMER_COOPERATIVE},
      {"农民专业合作社联合社", "93", OPERATOR_KIND_FARMER_COOPERATIVE},
      {"农民专业合作社分支机构", "93",
       OPERATOR_KIND_BRANCH_OF_FARMER_COOPERATIVE},
      {"个体工商户", "92", OPERATOR_KIND_INDIVIDUAL_BUSINESS},
      {"", "92", OPERATOR_KIND_INDIVIDUAL_BUSINESS},
      {"9500", "92", OPERATOR_KIND_INDIVIDUAL_BUSINESS},
      {"外国(地区)公司分支机构", "91", OPERATOR_KIND_FOREIGN_COMPANY_BRANCH},
      {"公司", "91", OPERATOR_KIND_COMPANY},
      {"事业单位", "12", OPERATOR_KIND_UNSPECIFIED},
  }));
  CAPTURE(text);
  CHECK(OperatorKindOf(text, code) == kind);
}

TEST_CASE("Regions are read from digits and names") {
  CHECK(ReadRegion("230103") == "230103");
  CHECK(ReadRegion("230103001") == "230103");
  CHECK(ReadRegion("２３０１０３００１００２") == "230103");
  CHECK(ReadRegion("黑河市") == "231100");
  CHECK(ReadRegion("黑龙江省黑河市") == "231100");
  CHECK(ReadRegion("黑龙江省") == "230000");
  CHECK(ReadRegion("23010").empty());
  CHECK(ReadRegion("长春市").empty());
  CHECK(ReadRegion("").empty());
}

}  // namespace
}  // namespace creditproof::intake
