#include "libs/credit_code/credit_code.h"

namespace creditproof {

absl::string_view ChineseText(CodeRule rule) {
  switch (rule) {
    case CodeRule::kNone:
      return "统一社会信用代码有效";
    case CodeRule::kAbsent:
      return "没有填写统一社会信用代码";
    case CodeRule::kLength:
      return "统一社会信用代码应为18位";
    case CodeRule::kAlphabet:
      return "统一社会信用代码只能使用数字和大写字母（不含I、O、S、V、Z）";
    case CodeRule::kPrefix:
      return "统一社会信用代码前两位不是规定的登记管理部门和机构类别";
    case CodeRule::kRegion:
      return "统一社会信用代码第3至8位应为数字（登记管理机关行政区划码）";
    case CodeRule::kOrgCheck:
      return "统一社会信用代码第17位（组织机构代码校验码）不正确，"
             "请核对第9至17位";
    case CodeRule::kCheck:
      return "统一社会信用代码第18位（校验码）不正确，请逐位核对";
  }
  return "";
}

absl::string_view EnglishText(CodeRule rule) {
  switch (rule) {
    case CodeRule::kNone:
      return "the credit code is valid";
    case CodeRule::kAbsent:
      return "there is no credit code";
    case CodeRule::kLength:
      return "a credit code has 18 characters";
    case CodeRule::kAlphabet:
      return "a credit code has digits and capitals other than I, O, S, V "
             "and Z";
    case CodeRule::kPrefix:
      return "characters 1 and 2 are no registration authority and category "
             "of GB 32100";
    case CodeRule::kRegion:
      return "characters 3 to 8 are not digits";
    case CodeRule::kOrgCheck:
      return "character 17, the check of the organisation code (GB 11714), is "
             "wrong";
    case CodeRule::kCheck:
      return "character 18, the check character (GB 32100), is wrong";
  }
  return "";
}

}  // namespace creditproof
