// Administrative penalties: the 30 columns of the national “双公示” layout,
// with the names of the older layouts, and what this platform adds.

#include <algorithm>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/layout.h"
#include "libs/intake/natural_person.h"
#include "libs/intake/record_facts.h"
#include "libs/intake/row_builder.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

using record::v1::PenaltyKind;
using record::v1::Record;

// Places in kColumns.
enum : std::size_t {
  kName,
  kPartyKind,
  kCode,
  kRegistrationNumber,
  kOrganisationCode,
  kTaxNumber,
  kInstitutionNumber,
  kSocialNumber,
  kLegalRepresentative,
  kLegalIdType,
  kLegalIdNumber,
  kPersonIdType,
  kPersonIdNumber,
  kDocumentNumber,
  kViolation,
  kFact,
  kBasis,
  kKinds,
  kContent,
  kFine,
  kConfiscated,
  kLicence,
  kDecided,
  kValidUntil,
  kPublicityEnd,
  kAuthority,
  kAuthorityCode,
  kSource,
  kSourceCode,
  kRemark,
  kProcedure,
  kState,
  kTitle,
  kSecondKind,
  kAreaCode,
  kCaseNumber,
  kPublished,
  kPublicityState,
  kCurrentState,
  kSomeState,
  kBookkeeping,  // and the rest
};

constexpr ColumnSpec kColumns[] = {
    {"CF_XDR_MC", "行政相对人名称", Presence::kCell},
    {"CF_XDR_LB", "行政相对人类别|相对人类别", Presence::kCell},
    {"CF_XDR_SHXYM",
     "行政相对人代码_1(统一社会信用代码)|行政相对人代码_1|统一社会信用代码",
     Presence::kColumn, Content::kCode},
    {"CF_XDR_GSZC",
     "行政相对人代码_2(工商注册号)|行政相对人代码_2(工商登记码)|"
     "行政相对人代码_2|工商注册号|CF_XDR_GSDJ",
     Presence::kOptional, Content::kNumber},
    {"CF_XDR_ZZJG",
     "行政相对人代码_3(组织机构代码)|行政相对人代码_3|组织机构代码|CF_XDR_ZDM",
     Presence::kOptional, Content::kCode},
    {"CF_XDR_SWDJ", "行政相对人代码_4(税务登记号)|行政相对人代码_4|税务登记号",
     Presence::kOptional, Content::kNumber},
    {"CF_XDR_SYDW",
     "行政相对人代码_5(事业单位证书号)|行政相对人代码_5|事业单位证书号",
     Presence::kOptional, Content::kNumber},
    {"CF_XDR_SHZZ",
     "行政相对人代码_6(社会组织登记证号)|行政相对人代码_6|社会组织登记证号",
     Presence::kOptional, Content::kNumber},
    {"CF_FRDB", "法定代表人|法定代表人姓名|CF_FR"},
    {"CF_FR_ZJLX", "法定代表人证件类型"},
    {"CF_FR_ZJHM", "法定代表人证件号码|法定代表人身份证号|CF_FR_SFZH",
     Presence::kOptional, Content::kIdentity},
    {"CF_XDR_ZJLX", "证件类型"},
    {"CF_XDR_ZJHM", "证件号码|居民身份证号|CF_XDR_SFZ", Presence::kOptional,
     Content::kIdentity},
    {"CF_WSH", "行政处罚决定书文号|行政处罚决定文书号|处罚决定书文号",
     Presence::kKey},
    {"CF_WFXW", "违法行为类型", Presence::kCell},
    {"CF_SY", "违法事实|处罚事由", Presence::kCell},
    {"CF_YJ", "处罚依据", Presence::kCell},
    {"CF_CFLB", "处罚类别|CF_CFLB1", Presence::kCell},
    {"CF_NR", "处罚内容|处罚结果", Presence::kCell},
    {"CF_NR_FK", "罚款金额(万元)|罚款金额", Presence::kOptional,
     Content::kAmount},
    {"CF_NR_WFFF",
     "没收违法所得、没收非法财物的金额(万元)|没收违法所得没收非法财物的金额",
     Presence::kOptional, Content::kAmount},
    {"CF_NR_ZKDX", "暂扣或吊销证照名称及编号"},
    {"CF_JDRQ", "处罚决定日期", Presence::kCell, Content::kPastDate},
    {"CF_YXQ", "处罚有效期", Presence::kOptional, Content::kEndDate},
    {"CF_GSJZQ", "公示截止期|公示截止日期", Presence::kOptional,
     Content::kEndDate},
    {"CF_CFJG", "处罚机关|CF_XZJG|CF_JG", Presence::kKey},
    {"CF_CFJGDM", "处罚机关统一社会信用代码", Presence::kOptional,
     Content::kCode},
    {"CF_SJLY", "数据来源单位"},
    {"CF_SJLYDM", "数据来源单位统一社会信用代码", Presence::kOptional,
     Content::kCode},
    {"BZ", "备注"},
    {"PROCEDURE", "案件程序类别", Presence::kOptional, Content::kText,
     Keep::kNo},
    // Only of this name is it known what its values mean: as 状态, 1 is valid
    // in some exports and revoked in others.
    {"CF_ZT", "CF_ZT"},
    {"CF_CFMC", "处罚名称"},
    {"CF_CFLB2", "处罚类别2"},
    {"DFBM", "地方编码"},
    {"CASE_NO", "案件编号"},
    {"PUBLISHED_ON", "公示日期", Presence::kOptional, Content::kDate},
    {"PUBLICITY_STATE", "公示状态"},
    {"CURRENT_STATE", "当前状态"},
    {"STATE", "状态"},
    // Of the exporting system. They change with every export of the same
    // record.
    {"ID", "ID", Presence::kOptional, Content::kText, Keep::kNo},
    {"RESOURCE_ID", "RESOURCE_ID", Presence::kOptional, Content::kText,
     Keep::kNo},
    {"CREATE_DEPT_NAME", "CREATE_DEPT_NAME", Presence::kOptional,
     Content::kText, Keep::kNo},
    {"CHECK_FLAG", "CHECK_FLAG", Presence::kOptional, Content::kText,
     Keep::kNo},
    {"CREATE_DATE", "CREATE_DATE", Presence::kOptional, Content::kText,
     Keep::kNo},
    {"SJC", "数据更新时间戳", Presence::kOptional, Content::kText, Keep::kNo},
};
static_assert(std::size(kColumns) == kBookkeeping + 6);

// What the guides before 2021 called some kinds; two of them leave open which
// of two penalties it was.
struct OldKind {
  absl::string_view name;
  PenaltyKind kind;
};
constexpr OldKind kOldKinds[] = {
    {"暂扣许可证", record::v1::PENALTY_KIND_SUSPEND_LICENCE},
    {"暂扣执照", record::v1::PENALTY_KIND_SUSPEND_LICENCE},
    {"吊销许可证", record::v1::PENALTY_KIND_REVOKE_LICENCE},
    {"吊销执照", record::v1::PENALTY_KIND_REVOKE_LICENCE},
    {"吊销营业执照", record::v1::PENALTY_KIND_REVOKE_LICENCE},
    {"暂扣或者吊销许可证", record::v1::PENALTY_KIND_OTHER},
    {"暂扣或者吊销执照", record::v1::PENALTY_KIND_OTHER},
};

absl::StatusOr<PenaltyKind> ReadKind(absl::string_view word) {
  for (const OldKind& old : kOldKinds) {
    if (old.name == word) return old.kind;
  }
  return record::ParsePenaltyKind(word);
}

// Up to what parts it from the next.
std::size_t WordSize(absl::string_view kinds) {
  const auto is_behind = [kinds](std::size_t at) {
    const absl::string_view rest = kinds.substr(at);
    return absl::StartsWith(rest, ";") || absl::StartsWith(rest, "；") ||
           absl::StartsWith(rest, "、");
  };
  std::size_t size = 0;
  while (size < kinds.size() && !is_behind(size)) ++size;
  return size;
}

// Several kinds are parted by semicolons, or by 、 in older files. What is
// explained behind 其他- may hold any of these itself.
void ReadKinds(RowBuilder& builder, Record& record) {
  std::set<PenaltyKind> kinds;
  absl::string_view rest = builder.Value(kKinds);
  while (!rest.empty()) {
    const std::size_t end = WordSize(rest);
    const absl::string_view word = TrimBlanks(rest.substr(0, end));
    const auto kind = ReadKind(word);
    if (kind.ok()) {
      kinds.insert(*kind);
    } else if (!word.empty() &&
               kinds.count(record::v1::PENALTY_KIND_OTHER) == 0) {
      return builder.Reject(
          RowRule::ROW_RULE_VALUE, kKinds,
          absl::StrCat(Excerpt(word),
                       "不是处罚类别：请按行政处罚法第九条填写，"
                       "多个用分号隔开，不在其列的写“其他-说明”"));
    }
    if (end == rest.size()) break;
    rest.remove_prefix(end +
                       (rest[end] == ';' ? 1 : absl::string_view("；").size()));
  }
  for (const PenaltyKind kind : kinds) record.add_penalty_kinds(kind);
}

void ReadProcedure(RowBuilder& builder, Record& record) {
  const absl::string_view cell = builder.Value(kProcedure);
  if (cell.empty()) return;
  const auto procedure = record::ParseProcedure(cell);
  if (procedure.ok()) return record.set_procedure(*procedure);
  builder.Reject(
      RowRule::ROW_RULE_VALUE, kProcedure,
      absl::StrCat(Excerpt(cell), "不是案件程序类别：请填简易程序或一般程序"));
}

// A penalty that was revoked is withdrawn, unless 更新类型 wants something
// else.
void ReadState(RowBuilder& builder) {
  constexpr absl::string_view kRevoked = "1";  // in the layout of 2016
  if (HalfWidthText(builder.Value(kState)) != kRevoked) return;
  const absl::string_view update =
      builder.Cell(builder.Place(CommonColumn::kUpdate));
  if (update.empty() || builder.row().update == Update::kWithdraw) {
    builder.row().update = Update::kWithdraw;
    return;
  }
  builder.Reject(
      RowRule::ROW_RULE_VALUE, kState,
      absl::StrCat("CF_ZT为1即撤销，与更新类型", Excerpt(update),
                   "相矛盾：确已撤销的更新类型填撤销，仍有效的CF_ZT填0"));
}

bool SaysPerson(const RowBuilder& builder) {
  return SaysNaturalPerson(builder.Cell(kPartyKind));
}

void Fill(RowBuilder& builder) {
  Record& record = AddRecord(record::v1::RECORD_KIND_PENALTY, builder);
  const auto text = [&](std::size_t place) {
    return std::string(builder.Value(place));
  };
  record.set_authority(text(kAuthority));
  record.set_authority_code(text(kAuthorityCode));
  record.set_document_number(text(kDocumentNumber));
  record.set_decision_date(text(kDecided));
  record.set_publicity_end_date(EndFact(builder.Value(kPublicityEnd)));
  record.set_content(Paragraph({{"违法事实", builder.Value(kFact)},
                                {"处罚内容", builder.Value(kContent)}}));
  ReadArea(builder, record);
  ReadKinds(builder, record);
  ReadProcedure(builder, record);
  CheckOrder(kDecided, kValidUntil, builder);
  CheckOrder(kDecided, kPublicityEnd, builder);
  ReadState(builder);
}

}  // namespace

const Layout& PenaltyLayout() {
  static constexpr Layout kLayout = {
      .file_kind = ingestion::v1::FILE_KIND_PENALTY,
      .chinese_name = "行政处罚",
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
