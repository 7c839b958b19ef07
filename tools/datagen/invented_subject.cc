#include "tools/datagen/invented_subject.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/credit_code/credit_code.h"
#include "tools/datagen/dice.h"

namespace creditproof::datagen {
namespace {

struct Prefecture {
  absl::string_view code;
  absl::string_view name;
  absl::string_view short_name;
};
constexpr Prefecture kPrefectures[] = {
    {"230100", "哈尔滨市", "哈尔滨"},      {"230200", "齐齐哈尔市", "齐齐哈尔"},
    {"230300", "鸡西市", "鸡西"},          {"230400", "鹤岗市", "鹤岗"},
    {"230500", "双鸭山市", "双鸭山"},      {"230600", "大庆市", "大庆"},
    {"230700", "伊春市", "伊春"},          {"230800", "佳木斯市", "佳木斯"},
    {"230900", "七台河市", "七台河"},      {"231000", "牡丹江市", "牡丹江"},
    {"231100", "黑河市", "黑河"},          {"231200", "绥化市", "绥化"},
    {"232700", "大兴安岭地区", "大兴安岭"}};

struct Kind {
  absl::string_view prefix;
  absl::string_view entity_type;
  absl::string_view ending;
};
constexpr Kind kKinds[] = {
    {"92", "个体工商户", "商店"},
    {"92", "个体工商户", "餐饮店"},
    {"92", "个体工商户", "维修部"},
    {"92", "个体工商户", "理发店"},
    {"91", "有限责任公司(自然人投资或控股)", "有限公司"},
    {"91", "有限责任公司(自然人独资)", "有限责任公司"},
    {"91", "股份有限公司(非上市)", "股份有限公司"},
    {"91", "有限责任公司分公司", "有限公司分公司"},
    {"91", "个人独资企业", "加工厂"},
    {"91", "有限合伙企业", "中心（有限合伙）"},
    {"93", "农民专业合作社", "种植专业合作社"},
    {"93", "农民专业合作社分支机构", "养殖专业合作社分社"},
    {"91", "全民所有制", "总厂"}};

constexpr absl::string_view kFirst[] = {"云", "松", "兴", "安", "禾", "北",
                                        "江", "雪", "瑞", "鑫", "丰", "林",
                                        "晨", "泰", "宏", "龙"};
constexpr absl::string_view kSecond[] = {"杉", "源", "盛", "达", "润", "泽",
                                         "祥", "岭", "海", "阳", "洋", "和",
                                         "信", "茂", "峰", "川"};
constexpr absl::string_view kTrades[] = {
    "装备制造", "农业科技", "食品", "建筑工程", "商贸", "物流",
    "木业",     "医药",     "环保", "信息技术", "旅游", "机械"};
constexpr absl::string_view kSurnames[] = {"王", "李", "张", "刘", "陈", "杨",
                                           "赵", "黄", "周", "吴", "徐", "孙"};
constexpr absl::string_view kGiven[] = {"伟",   "芳",   "秀英", "敏", "静",
                                        "建国", "丽华", "强",   "磊", "洋",
                                        "志远", "桂兰", "示例", "杰", "娟"};

// Base 31 in the code's own alphabet, 5 digits behind a 1: 28 million subjects.
std::string Serial(std::uint64_t index) {
  constexpr absl::string_view kAlphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  std::string serial = "TE100000";
  for (std::size_t i = serial.size() - 1; i > 2; --i) {
    serial[i] = kAlphabet[index % kAlphabet.size()];
    index /= kAlphabet.size();
  }
  return serial;
}

absl::string_view Status(Dice& dice) {
  const std::size_t percent = dice.Below(100);
  if (percent < 93) return "存续";
  if (percent < 96) return "吊销，未注销";
  return percent < 99 ? "注销" : "迁出";
}

}  // namespace

InventedSubject InventSubject(std::uint64_t seed, std::uint64_t index) {
  Dice dice(seed, index);
  const Prefecture& prefecture =
      kPrefectures[dice.Below(std::size(kPrefectures))];
  const Kind& kind = kKinds[dice.Below(std::size(kKinds))];
  const absl::string_view first = dice.Pick(kFirst);
  const absl::string_view second = dice.Pick(kSecond);
  const absl::string_view trade = dice.Pick(kTrades);

  InventedSubject subject;
  subject.code = CreditCode::Complete(
                     absl::StrCat(kind.prefix, prefecture.code, Serial(index)))
                     ->text();
  subject.name = absl::StrCat(prefecture.short_name, first, second, "示例",
                              trade, kind.ending);
  subject.operator_name = absl::StrCat(dice.Pick(kSurnames), dice.Pick(kGiven));
  subject.entity_type = kind.entity_type;
  subject.status = Status(dice);
  subject.prefecture = prefecture.name;
  subject.region_code = prefecture.code;
  subject.address = absl::StrCat("黑龙江省", prefecture.name, "示例路",
                                 1 + dice.Below(999), "号");
  subject.founded_date =
      absl::StrFormat("%d-%02d-%02d", 1995 + dice.Below(29), 1 + dice.Below(12),
                      1 + dice.Below(28));
  return subject;
}

}  // namespace creditproof::datagen
