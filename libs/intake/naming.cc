#include "libs/intake/naming.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/credit_code/credit_code.h"
#include "libs/intake/cell_text.h"
#include "libs/intake/identity_number.h"
#include "libs/intake/region.h"

namespace creditproof::intake {
namespace {

RowRule RuleOf(CodeRule rule) {
  switch (rule) {
    case CodeRule::kAbsent:
      return RowRule::ROW_RULE_CODE_ABSENT;
    case CodeRule::kOrgCheck:
      return RowRule::ROW_RULE_ORG_CODE_CHECK;
    case CodeRule::kCheck:
      return RowRule::ROW_RULE_CODE_CHECK;
    default:
      return RowRule::ROW_RULE_CODE_MALFORMED;
  }
}

// The organisation code that the row gives: by itself, inside a broken credit
// code, or in its stead.
std::string OrganisationCode(absl::string_view own, absl::string_view code) {
  constexpr absl::string_view kNobody = "000000000";  // passes its own check
  const bool whole = code.size() == CreditCode::kLength;
  for (absl::string_view text : {own, code, whole ? code.substr(8, 9) : ""}) {
    if (text != kNobody && IsOrganisationCode(text)) return std::string(text);
  }
  return "";
}

void ReadName(RowBuilder& builder) {
  const std::size_t place = builder.header().layout->naming.name;
  const absl::string_view cell = builder.Value(place);
  Row& row = builder.row();
  row.name = CleanName(cell);
  if (row.name == cell) return;
  builder.Remark(
      RowRule::ROW_RULE_FOLDED, place,
      absl::StrCat("含有换行等不可见字符，已按", Excerpt(row.name), "读取"));
}

bool IsOperatorCode(absl::string_view text) {
  return absl::StartsWith(text, "9") && CreditCode::Parse(text).ok();
}

}  // namespace

void Identify(absl::string_view code, absl::string_view organisation_code,
              Row& row) {
  row.credit_code = std::string(code);
  if (FirstBrokenRule(code) == CodeRule::kNone) {
    row.naming = Naming::kCode;
    row.organisation_code = std::string(code.substr(8, 9));
    return;
  }
  if (FirstBrokenRule(code) == CodeRule::kAbsent) row.credit_code.clear();
  row.organisation_code = OrganisationCode(organisation_code, code);
  const bool named = !row.credit_code.empty() ||
                     !row.organisation_code.empty() || !row.name.empty();
  row.naming = named ? Naming::kDoubt : Naming::kNone;
}

std::string OperatorCodeAmong(absl::Span<const absl::string_view> cells) {
  for (absl::string_view cell : cells) {
    std::string code = FoldCode(cell);
    if (IsOperatorCode(code)) return code;
  }
  return "";
}

void ReadNaming(RowBuilder& builder) {
  const NamingColumns& columns = builder.header().layout->naming;
  Row& row = builder.row();
  ReadName(builder);
  row.operator_name = CleanName(builder.Value(columns.operator_name));
  row.region_code =
      ReadRegion(builder.Value(builder.Place(CommonColumn::kRegion)));

  const absl::string_view code = builder.Value(columns.code);
  Identify(code, builder.Value(columns.organisation_code), row);
  if (row.naming == Naming::kCode) return;

  const CodeRule rule = FirstBrokenRule(code);
  builder.Remark(RuleOf(rule), columns.code,
                 absl::StrCat(ChineseText(rule), "；更正后请重新报送"));
  if (row.naming != Naming::kNone) return;
  builder.Reject(RowRule::ROW_RULE_MISSING_VALUE, columns.name,
                 "统一社会信用代码、组织机构代码和名称都没有填写，"
                 "无法判断涉及哪个经营主体");
}

void GuessNaming(const Header& header,
                 absl::Span<const absl::string_view> cells, Row& row) {
  const auto cell = [&](std::size_t place) -> absl::string_view {
    const std::optional<std::size_t> index = header.Find(place);
    return index && *index < cells.size() ? TrimBlanks(cells[*index]) : "";
  };
  const NamingColumns& columns = header.layout->naming;
  row.name = CleanName(cell(columns.name));
  if (GivesIdentityNumber(FoldCode(row.name))) row.name.clear();
  std::string code = FoldCode(cell(columns.code));
  if (!IsOperatorCode(code)) {
    std::string other = OperatorCodeAmong(cells);
    if (!other.empty()) code = std::move(other);
  }
  if (GivesIdentityNumber(code)) code.clear();
  Identify(code, FoldCode(cell(columns.organisation_code)), row);
}

}  // namespace creditproof::intake
