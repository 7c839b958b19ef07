// Listings for serious dishonesty (严重失信主体名单), as market supervision,
// tax and others publish them.

#include "absl/strings/str_cat.h"
#include "libs/intake/layout.h"
#include "libs/intake/natural_person.h"
#include "libs/intake/record_facts.h"
#include "libs/intake/region.h"
#include "libs/intake/row_builder.h"

namespace creditproof::intake {
namespace {

using record::v1::Record;

// Places in kColumns.
enum : std::size_t {
  kListId,
  kListType,
  kCode,
  kName,
  kPartyKind,
  kRegistrationNumber,
  kOrganisationCode,
  kLegalRepresentative,
  kLegalIdNumber,
  kBasis,
  kReason,
  kDocumentNumber,
  kAuthority,
  kAuthorityCode,
  kIncluded,
  kExpectedEnd,
  kRemoved,
  kRemovalReason,
  kRemovedBy,
  kSource,
  kSourceCode,
  kCity,
  kCounty,
  kRemark,
};

constexpr ColumnSpec kColumns[] = {
    {"list_id", "名单id|名单编号|pripid|主体身份代码"},
    {"list_type", "名单类型|名单名称|失信名单类型|案件性质"},
    {"usci", "统一社会信用代码|纳税人识别号", Presence::kColumn,
     Content::kCode},
    {"party_name", "企业名称|主体名称|失信主体名称|名称|纳税人名称",
     Presence::kCell},
    {"party_kind", "主体类别|主体类型|失信主体类型"},
    {"reg_no", "注册号", Presence::kOptional, Content::kNumber},
    {"org_code", "组织机构代码", Presence::kOptional, Content::kCode},
    {"legal_rep",
     "法定代表人|法定代表人(负责人)|负责人|法定代表人或者负责人姓名"},
    {"legal_rep_id_no", "法定代表人证件号码|证件号码", Presence::kOptional,
     Content::kIdentity},
    {"inclusion_basis", "列入依据|处罚依据"},
    {"inclusion_reason", "列入事由|列入原因|主要违法事实", Presence::kCell},
    {"decision_no", "决定书文号|列入决定书文号|处罚决定书文号|文书号"},
    {"decided_by", "作出决定机关(列入)|列入决定机关|认定单位|认定部门",
     Presence::kKey},
    {"decided_by_usci", "认定单位统一社会信用代码|列入决定机关统一社会信用代码",
     Presence::kOptional, Content::kCode},
    {"included_on", "列入日期|列入时间", Presence::kKey, Content::kPastDate},
    {"expected_end", "公示截止日期|管理期限届满日期|预计移出日期",
     Presence::kOptional, Content::kEndDate},
    {"removed_on", "移出日期|移出时间", Presence::kOptional, Content::kDate},
    {"removal_reason", "移出原因|移出事由"},
    {"removed_by", "作出决定机关(移出)|移出决定机关"},
    {"source_unit", "数据来源单位"},
    {"source_usci", "数据来源单位统一社会信用代码", Presence::kOptional,
     Content::kCode},
    {"city", "所属地市"},
    {"county", "所属区县"},
    {"remark", "备注"},
};
static_assert(std::size(kColumns) == kRemark + 1);

bool SaysPerson(const RowBuilder& builder) {
  return SaysNaturalPerson(builder.Cell(kPartyKind));
}

void Fill(RowBuilder& builder) {
  Record& record = AddRecord(record::v1::RECORD_KIND_DISHONESTY, builder);
  const auto text = [&](std::size_t place) {
    return std::string(builder.Value(place));
  };
  record.set_authority(text(kAuthority));
  record.set_authority_code(text(kAuthorityCode));
  record.set_document_number(text(kDocumentNumber));
  record.set_decision_date(text(kIncluded));
  record.set_publicity_end_date(EndFact(builder.Value(kExpectedEnd)));
  record.set_removed_date(text(kRemoved));
  record.set_content(Paragraph({{"列入名单", builder.Value(kListType)},
                                {"列入事由", builder.Value(kReason)},
                                {"列入依据", builder.Value(kBasis)}}));
  if (builder.row().region_code.empty()) {
    builder.row().region_code = ReadRegion(builder.Value(kCity));
  }
  ReadArea(builder, record);
  CheckOrder(kIncluded, kRemoved, builder);
  CheckOrder(kIncluded, kExpectedEnd, builder);
}

}  // namespace

const Layout& DishonestyLayout() {
  static constexpr Layout kLayout = {
      .file_kind = ingestion::v1::FILE_KIND_DISHONESTY,
      .chinese_name = "严重失信主体名单",
      .columns = kColumns,
      .naming = {.code = kCode,
                 .organisation_code = kOrganisationCode,
                 .name = kName,
                 .operator_name = kLegalRepresentative},
      .party_kind = kPartyKind,
      .says_person = SaysPerson,
      .fill = Fill};
  return kLayout;
}

}  // namespace creditproof::intake
