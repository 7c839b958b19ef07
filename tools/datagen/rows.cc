#include "tools/datagen/rows.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/credit_code/credit_code.h"
#include "libs/record/catalogue.h"
#include "tools/datagen/dice.h"
#include "tools/datagen/invented_subject.h"

namespace creditproof::datagen {
namespace {

using ingestion::v1::FileKind;

constexpr absl::string_view kRegistrationColumns[] = {
    "统一社会信用代码", "名称",       "企业类型",
    "登记状态",         "法定代表人", "住所",
    "行政区划",         "成立日期",   "登记机关"};

constexpr absl::string_view kPenaltyColumns[] = {
    "行政相对人名称",
    "行政相对人类别",
    "行政相对人代码_1(统一社会信用代码)",
    "行政相对人代码_2(工商注册号)",
    "行政相对人代码_3(组织机构代码)",
    "行政相对人代码_4(税务登记号)",
    "行政相对人代码_5(事业单位证书号)",
    "行政相对人代码_6(社会组织登记证号)",
    "法定代表人",
    "法定代表人证件类型",
    "法定代表人证件号码",
    "证件类型",
    "证件号码",
    "行政处罚决定书文号",
    "违法行为类型",
    "违法事实",
    "处罚依据",
    "处罚类别",
    "处罚内容",
    "罚款金额（万元）",
    "没收违法所得、没收非法财物的金额（万元）",
    "暂扣或吊销证照名称及编号",
    "处罚决定日期",
    "处罚有效期",
    "公示截止期",
    "处罚机关",
    "处罚机关统一社会信用代码",
    "数据来源单位",
    "数据来源单位统一社会信用代码",
    "备注",
    "领域",
    "是否涉密",
    "案件程序类别",
    "更新类型"};

constexpr absl::string_view kDishonestyColumns[] = {
    "名单id",   "名单类型", "统一社会信用代码",
    "企业名称", "列入日期", "作出决定机关(列入)",
    "列入原因", "列入依据", "移出日期",
    "领域",     "是否涉密"};

constexpr absl::string_view kDefaulterColumns[] = {"被执行人姓名/名称",
                                                   "身份证号码/组织机构代码",
                                                   "法定代表人或者负责人姓名",
                                                   "执行法院",
                                                   "省份",
                                                   "执行依据文号",
                                                   "立案时间",
                                                   "案号",
                                                   "生效法律文书确定的义务",
                                                   "被执行人的履行情况",
                                                   "失信被执行人行为具体情形",
                                                   "发布时间",
                                                   "被执行人性质"};

absl::Span<const absl::string_view> Columns(FileKind kind) {
  switch (kind) {
    case FileKind::FILE_KIND_PENALTY:
      return kPenaltyColumns;
    case FileKind::FILE_KIND_DISHONESTY:
      return kDishonestyColumns;
    case FileKind::FILE_KIND_DEFAULTER:
      return kDefaulterColumns;
    default:
      return kRegistrationColumns;
  }
}

struct Violation {
  absl::string_view type;
  absl::string_view fact;
  absl::string_view basis;
};
constexpr Violation kViolations[] = {
    {"未按规定公示年度报告", "未在规定期限内公示上一年度的年度报告",
     "《企业信息公示暂行条例》第十七条"},
    {"未设置安全警示标志",
     "在有较大危险因素的生产经营场所未设置明显的安全警示标志",
     "《中华人民共和国安全生产法》第九十九条"},
    {"超标排放水污染物", "排放的水污染物化学需氧量超过规定标准",
     "《中华人民共和国水污染防治法》第八十三条"},
    {"销售不合格产品", "销售的产品经抽样检验不符合国家标准，货值金额较小",
     "《中华人民共和国产品质量法》第四十九条"},
    {"未按规定投入消防设施", "营业场所疏散通道堆放货物，消防设施未保持完好有效",
     "《中华人民共和国消防法》第六十条"}};

std::string Date(Dice& dice, int first_year, std::size_t years) {
  return absl::StrFormat("%d-%02d-%02d",
                         first_year + static_cast<int>(dice.Below(years)),
                         1 + dice.Below(12), 1 + dice.Below(28));
}

// The department of a prefecture; its code is invented as well.
std::string AgencyCode(const InventedSubject& subject) {
  return CreditCode::Complete(
             absl::StrCat("11", subject.region_code, "TE0000A1"))
      ->text();
}

Cells RegistrationCells(const InventedSubject& subject) {
  return {subject.code,
          subject.name,
          std::string(subject.entity_type),
          std::string(subject.status),
          subject.operator_name,
          subject.address,
          std::string(subject.region_code),
          subject.founded_date,
          absl::StrCat(subject.prefecture, "市场监督管理局")};
}

Cells PenaltyCells(const InventedSubject& subject, std::uint64_t index,
                   Dice& dice) {
  const Violation& violation = kViolations[dice.Below(std::size(kViolations))];
  const auto areas = record::AllAreas();
  const std::size_t fine = 1 + dice.Below(100);  // in 1000 元
  const std::string decided = Date(dice, 2021, 5);
  const std::string agency = absl::StrCat(subject.prefecture, "示例监督管理局");
  const std::string agency_code = AgencyCode(subject);
  const bool simple = dice.Chance(0.3);
  const std::string amount = absl::StrFormat("%d.%d", fine / 10, fine % 10);
  return {subject.name,
          subject.code[1] == '2' ? "个体工商户" : "法人及非法人组织",
          subject.code,
          "",
          "",
          "",
          "",
          "",
          subject.operator_name,
          "",
          "",
          "",
          "",
          absl::StrFormat("示监罚〔%s〕%d号", decided.substr(0, 4), index + 1),
          std::string(violation.type),
          std::string(violation.fact),
          std::string(violation.basis),
          simple ? "警告" : "罚款",
          simple ? std::string("给予警告")
                 : absl::StrCat("处罚款人民币", fine * 1000, "元"),
          simple ? "" : amount,
          "",
          "",
          decided,
          "2099/12/31",
          absl::StrCat(std::stoi(decided.substr(0, 4)) + 3, decided.substr(4)),
          agency,
          agency_code,
          agency,
          agency_code,
          "",
          std::string(record::ChineseName(areas[dice.Below(areas.size())])),
          "否",
          simple ? "简易程序" : "一般程序",
          "新增"};
}

Cells DishonestyCells(const InventedSubject& subject, std::uint64_t index,
                      Dice& dice) {
  const std::string included = Date(dice, 2021, 4);
  const bool removed = dice.Chance(0.5);
  return {absl::StrFormat("YZSX%08d", index + 1),
          "市场监督管理严重违法失信名单",
          subject.code,
          subject.name,
          included,
          absl::StrCat(subject.prefecture, "市场监督管理局"),
          "拒不履行行政处罚决定",
          "《市场监督管理严重违法失信名单管理办法》第十条",
          removed ? absl::StrCat("2025", included.substr(4)) : "",
          "市场监管",
          "否"};
}

Cells DefaulterCells(const InventedSubject& subject, std::uint64_t index,
                     Dice& dice) {
  const std::string filed = Date(dice, 2021, 4);
  const std::string year = filed.substr(0, 4);
  return {subject.name,
          subject.code,
          subject.operator_name,
          absl::StrCat(subject.prefecture, "中级人民法院"),
          "黑龙江",
          absl::StrFormat("(%s)黑01民初%d号", year, 1 + dice.Below(9000)),
          filed,
          absl::StrFormat("(%s)黑01执%d号", year, index + 1),
          absl::StrCat("支付货款", 1 + dice.Below(500), "万元"),
          dice.Chance(0.7) ? "全部未履行" : "部分未履行",
          "有履行能力而拒不履行生效法律文书确定义务",
          absl::StrCat(std::stoi(year) + 1, filed.substr(4)),
          "企业"};
}

}  // namespace

Cells HeaderRow(FileKind kind) {
  const auto columns = Columns(kind);
  return {columns.begin(), columns.end()};
}

std::size_t ColumnOf(FileKind kind, absl::string_view column) {
  const auto columns = Columns(kind);
  return static_cast<std::size_t>(
      std::find(columns.begin(), columns.end(), column) - columns.begin());
}

Cells MakeRow(const Plan& plan, std::uint64_t index) {
  if (plan.kind == FileKind::FILE_KIND_REGISTRATION) {
    return RegistrationCells(InventSubject(plan.seed, index));
  }
  const auto salt = static_cast<std::uint64_t>(plan.kind) << 60;
  Dice dice(plan.seed + salt, index);
  const InventedSubject subject =
      InventSubject(plan.seed, dice.Below(plan.subjects));
  switch (plan.kind) {
    case FileKind::FILE_KIND_DISHONESTY:
      return DishonestyCells(subject, index, dice);
    case FileKind::FILE_KIND_DEFAULTER:
      return DefaulterCells(subject, index, dice);
    default:
      return PenaltyCells(subject, index, dice);
  }
}

}  // namespace creditproof::datagen
