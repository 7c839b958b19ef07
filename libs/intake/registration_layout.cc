// The registry of operators (经营主体登记).

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/layout.h"
#include "libs/intake/operator_kind.h"
#include "libs/intake/region.h"
#include "libs/intake/row_builder.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

using record::v1::Registration;

// Places in kColumns.
enum : std::size_t {
  kCode,
  kName,
  kKind,
  kStatus,
  kLegalRepresentative,
  kLegalIdNumber,
  kAddress,
  kRegion,
  kFounded,
  kAuthority,
  kFormerNames,
  kFormerCodes,
  kOrganisationCode,
  kSubjectId,
  kRegistrationNumber,
  kApproved,
  kTermStart,
  kTermEnd,
  kBusinessAddress,
  kIndustry,
  kCapital,
  kCurrency,
  kScope,
  kPostcode,
  kForm,
  kParentId,
};

constexpr ColumnSpec kColumns[] = {
    {"usci", "统一社会信用代码", Presence::kColumn, Content::kCode, Keep::kNo},
    {"name", "名称|企业名称|主体名称|经营主体名称|字号名称", Presence::kCell,
     Content::kText, Keep::kNo},
    {"entity_type", "企业类型|主体类型|经营主体类型|市场主体类型",
     Presence::kCell},
    {"status", "登记状态|经营状态|企业状态", Presence::kCell},
    {"legal_rep",
     "法定代表人|经营者|负责人|法定代表人/经营者/负责人|法定代表人姓名|投资人",
     Presence::kOptional, Content::kText, Keep::kNo},
    {"legal_rep_id_no",
     "法定代表人证件号码|经营者证件号码|负责人证件号码|证件号码",
     Presence::kOptional, Content::kIdentity},
    {"address", "住所|经营场所|地址|住所(经营场所)", Presence::kOptional,
     Content::kText, Keep::kNo},
    {"region_code", "行政区划|行政区划编码|行政区划代码|所属行政区划",
     Presence::kCell, Content::kText, Keep::kNo},
    {"founded_on", "成立日期|注册日期", Presence::kOptional, Content::kPastDate,
     Keep::kNo},
    {"reg_authority_name", "登记机关", Presence::kOptional, Content::kText,
     Keep::kNo},
    {"former_names", "曾用名|曾用名称|原名称", Presence::kOptional,
     Content::kText, Keep::kNo},
    {"former_usci", "曾用统一社会信用代码|原统一社会信用代码",
     Presence::kOptional, Content::kText, Keep::kNo},
    {"org_code", "组织机构代码", Presence::kOptional, Content::kCode},
    {"pripid", "主体身份代码"},
    {"reg_no", "注册号", Presence::kOptional, Content::kNumber},
    {"approved_on", "核准日期", Presence::kOptional, Content::kPastDate},
    {"term_from", "营业期限起|营业期限自", Presence::kOptional, Content::kDate},
    {"term_to", "营业期限止|营业期限至", Presence::kOptional,
     Content::kEndDate},
    {"business_address", "生产经营地"},
    {"industry", "行业代码"},
    {"capital", "注册资本"},
    {"currency", "币种|注册资本币种"},
    {"scope", "经营范围"},
    {"postcode", "邮编|邮政编码"},
    {"form", "组成形式"},
    {"parent_pripid", "隶属企业主体身份代码"},
};
static_assert(std::size(kColumns) == kParentId + 1);

void ReadStatus(RowBuilder& builder, Registration& registration) {
  const absl::string_view cell = builder.Value(kStatus);
  if (cell.empty()) return;  // said to be missing already
  const auto status = record::ParseRegistrationStatus(cell);
  if (status.ok()) return registration.set_status(*status);
  builder.Reject(
      RowRule::ROW_RULE_VALUE, kStatus,
      absl::StrCat(Excerpt(cell), "不是登记状态：请填存续、吊销、注销或迁出"));
}

void ReadRegionCode(RowBuilder& builder, Registration& registration) {
  const absl::string_view cell = builder.Value(kRegion);
  if (cell.empty()) return;
  const std::string region = ReadRegion(cell);
  builder.row().region_code = region;
  registration.set_region_code(region);
  if (!region.empty()) return;
  builder.Reject(RowRule::ROW_RULE_VALUE, kRegion,
                 absl::StrCat(Excerpt(cell),
                              "不是行政区划：请填6位代码（GB/T 2260），"
                              "如230103，或市（地）名称"));
}

// Several are parted by semicolons.
void ReadFormer(RowBuilder& builder, Registration& registration) {
  const auto parts = [&](std::size_t place) {
    return absl::StrSplit(builder.Value(place), absl::ByAnyChar(";|\n"),
                          absl::SkipWhitespace());
  };
  for (absl::string_view part : parts(kFormerNames)) {
    for (absl::string_view name : absl::StrSplit(part, "；")) {
      if (TrimBlanks(name).empty()) continue;
      registration.add_former_names(CleanName(TrimBlanks(name)));
    }
  }
  builder.row().tells_former_codes =
      builder.header().places[kFormerCodes].has_value();
  for (absl::string_view part : parts(kFormerCodes)) {
    for (absl::string_view code : absl::StrSplit(part, "；")) {
      if (TrimBlanks(code).empty()) continue;
      const std::string folded = FoldCode(code);
      if (CreditCode::Parse(folded).ok()) {
        registration.add_former_credit_codes(folded);
      } else {
        builder.row().tells_former_codes = false;
      }
    }
  }
}

// Whoever is registered is an operator.
bool SaysPerson(const RowBuilder&) { return false; }

void Fill(RowBuilder& builder) {
  Row& row = builder.row();
  Registration& registration = row.registration.emplace();
  if (row.naming == Naming::kCode) {
    registration.set_credit_code(row.credit_code);
  }
  registration.set_name(row.name);
  registration.set_operator_kind(
      OperatorKindOf(builder.Value(kKind), row.credit_code));
  registration.set_legal_representative(row.operator_name);
  registration.set_address(std::string(builder.Value(kAddress)));
  registration.set_founded_date(std::string(builder.Value(kFounded)));
  registration.set_registration_authority(
      std::string(builder.Value(kAuthority)));
  ReadStatus(builder, registration);
  ReadRegionCode(builder, registration);
  ReadFormer(builder, registration);
  builder.KeepColumns(*registration.mutable_columns());
}

}  // namespace

const Layout& RegistrationLayout() {
  static constexpr Layout kLayout = {
      .file_kind = ingestion::v1::FILE_KIND_REGISTRATION,
      .chinese_name = "经营主体登记",
      .columns = kColumns,
      .naming = {.code = kCode,
                 .organisation_code = kOrganisationCode,
                 .name = kName,
                 .operator_name = kLegalRepresentative},
      .party_kind = kKind,
      .says_person = SaysPerson,
      .fill = Fill};
  return kLayout;
}

}  // namespace creditproof::intake
