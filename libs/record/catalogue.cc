#include "libs/record/catalogue.h"

#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace creditproof::record {
namespace {

template <typename Enum>
struct Named {
  Enum value;
  absl::string_view name;
};

constexpr Named<Area> kAreas[] = {
    {v1::AREA_DEVELOPMENT_REFORM, "发展改革"},
    {v1::AREA_EDUCATION, "教育"},
    {v1::AREA_SCIENCE_TECHNOLOGY, "科技"},
    {v1::AREA_INDUSTRY_INFORMATION_TECHNOLOGY, "工业和信息化"},
    {v1::AREA_PUBLIC_SECURITY, "公安"},
    {v1::AREA_CIVIL_AFFAIRS, "民政"},
    {v1::AREA_JUDICIAL_ADMINISTRATION, "司法行政"},
    {v1::AREA_PUBLIC_FINANCE, "财政"},
    {v1::AREA_HUMAN_RESOURCES_SOCIAL_SECURITY, "人力资源和社会保障"},
    {v1::AREA_NATURAL_RESOURCES, "自然资源"},
    {v1::AREA_ECOLOGY_ENVIRONMENT, "生态环境"},
    {v1::AREA_HOUSING_CONSTRUCTION, "住房建设"},
    {v1::AREA_TRANSPORT, "交通运输"},
    {v1::AREA_COMMERCE, "商务"},
    {v1::AREA_IMPORT_EXPORT, "进出口"},
    {v1::AREA_WATER_RESOURCES, "水利"},
    {v1::AREA_AGRICULTURE_RURAL_AFFAIRS, "农业农村"},
    {v1::AREA_ANIMAL_HUSBANDRY, "畜牧"},
    {v1::AREA_CULTURE_TOURISM, "文化旅游"},
    {v1::AREA_HEALTH, "卫生健康"},
    {v1::AREA_DISEASE_CONTROL_PREVENTION, "疾病预防控制"},
    {v1::AREA_TRADITIONAL_CHINESE_MEDICINE, "中医药管理"},
    {v1::AREA_VETERANS_AFFAIRS, "退役军人事务"},
    {v1::AREA_EMERGENCY_MANAGEMENT, "应急管理"},
    {v1::AREA_COAL_AND_MINE_SAFETY, "煤炭和矿山安全"},
    {v1::AREA_FORESTRY_GRASSLAND_WETLAND, "林业草原湿地"},
    {v1::AREA_MARKET_REGULATION, "市场监管"},
    {v1::AREA_PRESS_PUBLICATION, "新闻出版"},
    {v1::AREA_RADIO_TELEVISION, "广播电视"},
    {v1::AREA_SPORTS, "体育"},
    {v1::AREA_STATISTICS, "统计"},
    {v1::AREA_HEALTHCARE_SECURITY, "医疗保障"},
    {v1::AREA_CIVIL_AIR_DEFENSE, "人防"},
    {v1::AREA_FINANCIAL_ADMINISTRATION, "金融管理"},
    {v1::AREA_INTELLECTUAL_PROPERTY, "知识产权"},
    {v1::AREA_ENERGY, "能源"},
    {v1::AREA_GRAIN_MATERIAL_RESERVES, "粮食和物资储备"},
    {v1::AREA_DRUGS, "药品"},
    {v1::AREA_FIRE_RESCUE, "消防救援"},
    {v1::AREA_HOUSING_PROVIDENT_FUND, "住房公积金"},
    {v1::AREA_TAXATION, "税务"},
    {v1::AREA_ARCHIVES, "档案"},
    {v1::AREA_METEOROLOGY, "气象"},
    {v1::AREA_TOBACCO_MONOPOLY, "烟草专卖"},
    {v1::AREA_EARTHQUAKE, "地震"},
    {v1::AREA_COMMUNICATIONS_ADMINISTRATION, "通信管理"},
    {v1::AREA_SURVEYING_MAPPING, "测绘"},
    {v1::AREA_RAILWAY, "铁路"},
    {v1::AREA_MARITIME, "海事"},
    {v1::AREA_CYBERSECURITY, "网络安全"},
};

constexpr Named<Scenario> kScenarios[] = {
    {v1::SCENARIO_FINANCING_LISTING, "融资上市类"},
    {v1::SCENARIO_GOVERNMENT_INVESTMENT, "政府投资类"},
    {v1::SCENARIO_THIRD_PARTY_SERVICE, "三方服务类"},
    {v1::SCENARIO_ADMINISTRATIVE_ENFORCEMENT, "行政执法类"},
    {v1::SCENARIO_POLICY_APPLICATION, "政策申请类"},
    {v1::SCENARIO_AWARDS_EVALUATION, "评优评先类"},
    {v1::SCENARIO_FINANCIAL_SERVICE, "金融服务类"},
    {v1::SCENARIO_NOTARIAL_SERVICE, "公证服务类"},
    {v1::SCENARIO_OTHER, "其他类"},
};

constexpr Named<OperatorKind> kOperatorKinds[] = {
    {v1::OPERATOR_KIND_COMPANY, "公司"},
    {v1::OPERATOR_KIND_NON_COMPANY_ENTERPRISE_LEGAL_PERSON, "非公司企业法人"},
    {v1::OPERATOR_KIND_BRANCH_OF_COMPANY_OR_LEGAL_PERSON,
     "公司、非公司企业法人的分支机构"},
    {v1::OPERATOR_KIND_SOLE_PROPRIETORSHIP, "个人独资企业"},
    {v1::OPERATOR_KIND_PARTNERSHIP, "合伙企业"},
    {v1::OPERATOR_KIND_BRANCH_OF_SOLE_PROP_OR_PARTNERSHIP,
     "个人独资企业、合伙企业的分支机构"},
    {v1::OPERATOR_KIND_FARMER_COOPERATIVE, "农民专业合作社（联合社）"},
    {v1::OPERATOR_KIND_BRANCH_OF_FARMER_COOPERATIVE,
     "农民专业合作社的分支机构"},
    {v1::OPERATOR_KIND_INDIVIDUAL_BUSINESS, "个体工商户"},
    {v1::OPERATOR_KIND_FOREIGN_COMPANY_BRANCH, "外国公司分支机构"},
    {v1::OPERATOR_KIND_OTHER_OPERATOR, "其他经营主体"},
};

constexpr Named<RegistrationStatus> kStatuses[] = {
    {v1::REGISTRATION_STATUS_ACTIVE, "存续"},
    {v1::REGISTRATION_STATUS_REVOKED, "吊销"},
    {v1::REGISTRATION_STATUS_DEREGISTERED, "注销"},
    {v1::REGISTRATION_STATUS_MOVED_OUT, "迁出"},
};

constexpr Named<RecordKind> kRecordKinds[] = {
    {v1::RECORD_KIND_PENALTY, "行政处罚"},
    {v1::RECORD_KIND_DISHONESTY, "严重失信主体名单"},
    {v1::RECORD_KIND_DEFAULTER, "失信被执行人"},
};

constexpr Named<PenaltyKind> kPenaltyKinds[] = {
    {v1::PENALTY_KIND_WARNING, "警告"},
    {v1::PENALTY_KIND_CIRCULATED_CRITICISM, "通报批评"},
    {v1::PENALTY_KIND_FINE, "罚款"},
    {v1::PENALTY_KIND_CONFISCATE_ILLEGAL_GAINS, "没收违法所得"},
    {v1::PENALTY_KIND_CONFISCATE_ILLEGAL_PROPERTY, "没收非法财物"},
    {v1::PENALTY_KIND_SUSPEND_LICENCE, "暂扣许可证件"},
    {v1::PENALTY_KIND_DOWNGRADE_QUALIFICATION, "降低资质等级"},
    {v1::PENALTY_KIND_REVOKE_LICENCE, "吊销许可证件"},
    {v1::PENALTY_KIND_RESTRICT_OPERATIONS, "限制开展生产经营活动"},
    {v1::PENALTY_KIND_ORDER_SUSPENSION, "责令停产停业"},
    {v1::PENALTY_KIND_ORDER_CLOSURE, "责令关闭"},
    {v1::PENALTY_KIND_RESTRICT_PRACTICE, "限制从业"},
    {v1::PENALTY_KIND_ADMIN_DETENTION, "行政拘留"},
    {v1::PENALTY_KIND_OTHER, "其他"},
};

constexpr Named<Procedure> kProcedures[] = {
    {v1::PROCEDURE_SIMPLE, "简易程序"},
    {v1::PROCEDURE_ORDINARY, "一般程序"},
    {v1::PROCEDURE_ORDINARY, "普通程序"},
};

template <typename Enum, std::size_t size>
absl::string_view NameOf(Enum value, const Named<Enum> (&table)[size]) {
  for (const Named<Enum>& entry : table) {
    if (entry.value == value) return entry.name;
  }
  return "";
}

// `prefix` is what the identifiers in the proto begin with.
template <typename Enum, std::size_t size, typename ParseIdentifier>
absl::StatusOr<Enum> ParseNamed(absl::string_view text, absl::string_view what,
                                const Named<Enum> (&table)[size],
                                absl::string_view prefix,
                                ParseIdentifier parse_identifier) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  for (const Named<Enum>& entry : table) {
    if (entry.name == trimmed) return entry.value;
  }
  Enum value{};
  const std::string identifier = absl::AsciiStrToUpper(trimmed);
  if (parse_identifier(absl::StrCat(prefix, identifier), &value) &&
      value != Enum{}) {
    return value;
  }
  return absl::InvalidArgumentError(
      absl::StrCat("“", trimmed, "”不是", what, "的名称或标识"));
}

}  // namespace

absl::Span<const Area> AllAreas() {
  static const auto areas = [] {
    std::array<Area, std::size(kAreas)> all{};
    for (std::size_t i = 0; i < all.size(); ++i) all[i] = kAreas[i].value;
    return all;
  }();
  return areas;
}

absl::string_view ChineseName(Area area) { return NameOf(area, kAreas); }

absl::string_view ChineseName(Scenario scenario) {
  return NameOf(scenario, kScenarios);
}

absl::string_view ChineseName(OperatorKind kind) {
  return NameOf(kind, kOperatorKinds);
}

absl::string_view ChineseName(RegistrationStatus status) {
  return NameOf(status, kStatuses);
}

absl::string_view ChineseName(RecordKind kind) {
  return NameOf(kind, kRecordKinds);
}

absl::string_view ChineseName(PenaltyKind kind) {
  return NameOf(kind, kPenaltyKinds);
}

absl::string_view ChineseName(Procedure procedure) {
  return NameOf(procedure, kProcedures);
}

absl::StatusOr<Area> ParseArea(absl::string_view text) {
  return ParseNamed(text, "领域", kAreas, "AREA_", v1::Area_Parse);
}

absl::StatusOr<Scenario> ParseScenario(absl::string_view text) {
  return ParseNamed(text, "应用场景", kScenarios, "SCENARIO_",
                    v1::Scenario_Parse);
}

absl::StatusOr<OperatorKind> ParseOperatorKind(absl::string_view text) {
  return ParseNamed(text, "经营主体类型", kOperatorKinds, "OPERATOR_KIND_",
                    v1::OperatorKind_Parse);
}

absl::StatusOr<RecordKind> ParseRecordKind(absl::string_view text) {
  return ParseNamed(text, "记录种类", kRecordKinds, "RECORD_KIND_",
                    v1::RecordKind_Parse);
}

absl::StatusOr<Procedure> ParseProcedure(absl::string_view text) {
  return ParseNamed(text, "案件程序类别", kProcedures, "PROCEDURE_",
                    v1::Procedure_Parse);
}

absl::StatusOr<PenaltyKind> ParsePenaltyKind(absl::string_view text) {
  const absl::string_view trimmed = absl::StripAsciiWhitespace(text);
  absl::string_view rest = trimmed;
  if (absl::ConsumePrefix(&rest, "其他") &&
      (absl::StartsWith(rest, "-") || absl::StartsWith(rest, "－") ||
       absl::StartsWith(rest, "—"))) {
    return v1::PENALTY_KIND_OTHER;
  }
  return ParseNamed(trimmed, "处罚类别", kPenaltyKinds, "PENALTY_KIND_",
                    v1::PenaltyKind_Parse);
}

}  // namespace creditproof::record
