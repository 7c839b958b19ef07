// creditproof code: which rule of GB 32100 or GB 11714 a code breaks. Needs no
// service.
#include <memory>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/credit_code/credit_code.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

constexpr int kNotAllValid = 3;

absl::string_view RuleName(CodeRule rule) {
  switch (rule) {
    case CodeRule::kNone:
      return "NONE";
    case CodeRule::kAbsent:
      return "ABSENT";
    case CodeRule::kLength:
      return "LENGTH";
    case CodeRule::kAlphabet:
      return "ALPHABET";
    case CodeRule::kPrefix:
      return "PREFIX";
    case CodeRule::kRegion:
      return "REGION";
    case CodeRule::kOrgCheck:
      return "ORG_CHECK";
    case CodeRule::kCheck:
      return "CHECK";
  }
  return "";
}

void PrintCode(const std::string& typed, const std::string& folded,
               CodeRule rule) {
  std::string line = absl::StrCat(
      folded, rule == CodeRule::kNone ? "  有效 valid" : "  无效 not valid: ");
  if (rule != CodeRule::kNone) {
    absl::StrAppend(&line, ChineseText(rule), " / ", EnglishText(rule));
  }
  if (folded != typed) absl::StrAppend(&line, "（原文 typed: ", typed, "）");
  PrintLine(line);
}

int RunCode(const Tool& tool, const std::vector<std::string>& codes) {
  bool all_valid = true;
  for (const std::string& typed : codes) {
    const std::string folded = FoldCode(typed);
    const CodeRule rule = FirstBrokenRule(folded);
    const bool valid = rule == CodeRule::kNone;
    all_valid = all_valid && valid;
    if (!tool.json) {
      PrintCode(typed, folded, rule);
      continue;
    }
    Json line = {{"code", folded}, {"typed", typed}, {"valid", valid}};
    if (!valid) {
      line["rule"] = std::string(RuleName(rule));
      line["message"] = std::string(ChineseText(rule));
    }
    PrintJson(line);
  }
  return all_valid ? 0 : kNotAllValid;
}

}  // namespace

void AddCode(Tool& tool) {
  auto codes = std::make_shared<std::vector<std::string>>();
  CLI::App* command = tool.app.add_subcommand(
      "code", "校验统一社会信用代码 / says which rule a code breaks");
  command->add_option("code", *codes, "统一社会信用代码")->required();
  command->footer("Example: creditproof code 91230103TE00000103");
  command->callback([&tool, codes] {
    tool.run = [&tool, codes] { return RunCode(tool, *codes); };
  });
}

}  // namespace creditproof::tool
