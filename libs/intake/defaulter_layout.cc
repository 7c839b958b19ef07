// Judgment defaulters (失信被执行人), as the national platform pushes them.
// Courts are outside the areas.

#include "libs/credit_code/credit_code.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/layout.h"
#include "libs/intake/natural_person.h"
#include "libs/intake/record_facts.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {
namespace {

using record::v1::Record;

// Places in kColumns.
enum : std::size_t {
  kSourceId,
  kName,
  kCode,
  kOrganisationCode,
  kLegalRepresentative,
  kLegalIdNumber,
  kCourt,
  kCourtCode,
  kProvince,
  kBasisNumber,
  kBasisUnit,
  kFiled,
  kCaseNumber,
  kDuty,
  kPerformance,
  kPerformed,
  kUnperformed,
  kConduct,
  kPublished,
  kPartyNature,
  kSex,
  kAge,
};

constexpr ColumnSpec kColumns[] = {
    {"source_id", "失信id"},
    {"party_name", "被执行人姓名/名称|被执行人姓名名称|被执行人名称|iname",
     Presence::kCell},
    {"usci_or_id",
     "身份证号码/组织机构代码|身份证号码/组织机构代码(USCI)|"
     "身份证号码组织机构代码|统一社会信用代码|cardnum",
     Presence::kColumn, Content::kCode},
    {"org_code", "组织机构代码", Presence::kOptional, Content::kCode},
    {"legal_rep", "法定代表人或者负责人姓名|法定代表人|businessentity"},
    {"legal_rep_id_no", "法定代表人证件号码", Presence::kOptional,
     Content::kIdentity},
    {"court", "执行法院|courtname", Presence::kKey},
    {"court_code", "法院代码"},
    {"province", "省份|areaname"},
    {"basis_no", "执行依据文号|gistid"},
    {"basis_unit", "做出执行依据单位|作出执行依据单位|gistunit"},
    {"filed_on", "立案时间|立案日期|regdate", Presence::kOptional,
     Content::kPastDate},
    {"case_no", "案号|casecode", Presence::kKey},
    {"duty", "生效法律文书确定的义务|duty"},
    {"performance", "被执行人的履行情况|履行情况|performance"},
    {"performed_part", "已履行|已履行部分|performedPart"},
    {"unperformed_part", "未履行部分|未履行|unperformPart"},
    {"conduct", "失信被执行人行为具体情形|失信行为具体情形|disrupttypename"},
    {"published_on", "发布时间|发布日期|publishdate", Presence::kCell,
     Content::kPastDate},
    {"party_nature", "被执行人性质|type"},
    {"sex", "性别"},
    {"age", "年龄"},
};
static_assert(std::size(kColumns) == kAge + 1);

// 0 or 自然人 says so; where nothing does, an identity number is a person's.
bool SaysPerson(const RowBuilder& builder) {
  const std::string nature = HalfWidthText(builder.Cell(kPartyNature));
  if (nature == "0" || nature == "人" || SaysNaturalPerson(nature)) return true;
  const std::string code = FoldCode(builder.Cell(kCode));
  return nature.empty() && FirstBrokenRule(code) != CodeRule::kNone &&
         LooksLikeIdentityNumber(code);
}

void Fill(RowBuilder& builder) {
  Record& record = AddRecord(record::v1::RECORD_KIND_DEFAULTER, builder);
  record.set_authority(std::string(builder.Value(kCourt)));
  record.set_document_number(std::string(builder.Value(kCaseNumber)));
  record.set_decision_date(std::string(builder.Value(kPublished)));
  record.set_content(
      Paragraph({{"执行依据文号", builder.Value(kBasisNumber)},
                 {"生效法律文书确定的义务", builder.Value(kDuty)},
                 {"履行情况", builder.Value(kPerformance)},
                 {"失信行为具体情形", builder.Value(kConduct)}}));
  CheckOrder(kFiled, kPublished, builder);
}

}  // namespace

const Layout& DefaulterLayout() {
  static constexpr Layout kLayout = {
      .file_kind = ingestion::v1::FILE_KIND_DEFAULTER,
      .chinese_name = "失信被执行人",
      .columns = kColumns,
      .naming = {.code = kCode,
                 .organisation_code = kOrganisationCode,
                 .name = kName,
                 .operator_name = kLegalRepresentative},
      .party_kind = kPartyNature,
      .says_person = SaysPerson,
      .fill = Fill};
  return kLayout;
}

}  // namespace creditproof::intake
