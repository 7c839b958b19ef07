#include "libs/intake/operator_kind.h"

#include <initializer_list>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "libs/record/catalogue.h"

namespace creditproof::intake {
namespace {

using namespace record::v1;  // the values of OperatorKind

bool ContainsAny(absl::string_view text,
                 std::initializer_list<absl::string_view> words) {
  for (absl::string_view word : words) {
    if (absl::StrContains(text, word)) return true;
  }
  return false;
}

bool IsBranch(absl::string_view text) {
  return ContainsAny(text, {"分公司", "分支机构", "分社", "办事处", "代表机构",
                            "分部", "分厂", "分店", "营业部"});
}

OperatorKind BranchKind(absl::string_view text) {
  if (ContainsAny(text, {"外国", "境外"})) {
    return OPERATOR_KIND_FOREIGN_COMPANY_BRANCH;
  }
  if (ContainsAny(text, {"合作社"})) {
    return OPERATOR_KIND_BRANCH_OF_FARMER_COOPERATIVE;
  }
  if (ContainsAny(text, {"个人独资", "合伙"})) {
    return OPERATOR_KIND_BRANCH_OF_SOLE_PROP_OR_PARTNERSHIP;
  }
  return OPERATOR_KIND_BRANCH_OF_COMPANY_OR_LEGAL_PERSON;
}

// 有限责任公司(自然人独资) is a company though 独资 stands in it, so the whole
// words come first.
OperatorKind KindInText(absl::string_view text) {
  if (ContainsAny(text, {"个体"})) return OPERATOR_KIND_INDIVIDUAL_BUSINESS;
  if (IsBranch(text)) return BranchKind(text);
  if (ContainsAny(text, {"合作社", "联合社"})) {
    return OPERATOR_KIND_FARMER_COOPERATIVE;
  }
  if (ContainsAny(text, {"个人独资企业"})) {
    return OPERATOR_KIND_SOLE_PROPRIETORSHIP;
  }
  if (ContainsAny(text, {"合伙"})) return OPERATOR_KIND_PARTNERSHIP;
  if (ContainsAny(text, {"公司", "股份"})) return OPERATOR_KIND_COMPANY;
  if (ContainsAny(text, {"全民所有制", "集体所有制", "股份合作", "联营",
                         "企业法人", "国有企业", "集体企业"})) {
    return OPERATOR_KIND_NON_COMPANY_ENTERPRISE_LEGAL_PERSON;
  }
  return OPERATOR_KIND_UNSPECIFIED;
}

OperatorKind KindInCode(absl::string_view credit_code) {
  if (absl::StartsWith(credit_code, "92")) {
    return OPERATOR_KIND_INDIVIDUAL_BUSINESS;
  }
  if (absl::StartsWith(credit_code, "93")) {
    return OPERATOR_KIND_FARMER_COOPERATIVE;
  }
  return absl::StartsWith(credit_code, "91") ? OPERATOR_KIND_OTHER_OPERATOR
                                             : OPERATOR_KIND_UNSPECIFIED;
}

}  // namespace

OperatorKind OperatorKindOf(absl::string_view entity_type,
                            absl::string_view credit_code) {
  const auto named = record::ParseOperatorKind(entity_type);
  if (named.ok()) return *named;
  const OperatorKind kind = KindInText(entity_type);
  return kind == OPERATOR_KIND_UNSPECIFIED ? KindInCode(credit_code) : kind;
}

}  // namespace creditproof::intake
