// creditproof template: an edition of the page, before it is put to use.
#include <memory>
#include <string>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "creditproof/policy/v1/policy.pb.h"
#include "libs/base/files.h"
#include "libs/base/parse_text.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/report/plate.h"
#include "libs/report/read_back.h"
#include "libs/report/specimen.h"
#include "libs/report/templates.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

struct TemplateOptions {
  std::string file;
  std::string policy_file;
  std::string font_directory = "/usr/share/fonts";
  std::string preview_file;
};

// Those that the policy in `file` prints.
absl::StatusOr<policy::v1::Names> ReadNames(const std::string& file) {
  ASSIGN_OR_RETURN(const std::string text, base::ReadFile(file));
  policy::v1::Policy policy;
  const absl::Status parsed = base::ParseText(text, policy);
  if (parsed.ok()) return policy.names();
  return absl::InvalidArgumentError(
      absl::StrCat(file, ": ", std::string(parsed.message())));
}

absl::StatusOr<int> RunCheck(const Tool& tool, const TemplateOptions& options) {
  ASSIGN_OR_RETURN(const policy::v1::Names names,
                   ReadNames(options.policy_file));
  ASSIGN_OR_RETURN(const report::Template drawn,
                   report::ReadTemplate(options.file, options.font_directory));
  ASSIGN_OR_RETURN(const std::unique_ptr<report::Plate> plate,
                   report::Plate::Make(options.font_directory, drawn, names));
  RETURN_IF_ERROR(report::ReadBackSpecimen(*plate, drawn, names));
  const std::string digest =
      absl::BytesToHexString(crypto::Sha256(plate->prefix().objects.bytes));
  ASSIGN_OR_RETURN(const std::string pdf,
                   plate->Preview(report::Specimen(drawn, names)));
  const bool shown = !options.preview_file.empty();
  if (shown) RETURN_IF_ERROR(base::WriteFile(options.preview_file, pdf));
  if (tool.json) {
    Json json = {{"template_id", drawn.template_id()},
                 {"prefix_sha256", digest}};
    if (shown) json["path"] = options.preview_file;
    PrintJson(json);
    return 0;
  }
  PrintLine(absl::StrCat("模板可用 ", drawn.template_id(),
                         "，固定部分摘要 prefix SHA-256: ", digest));
  if (shown) PrintLine(absl::StrCat("样张 specimen: ", options.preview_file));
  return 0;
}

void AddCheckOptions(CLI::App& command, TemplateOptions& options) {
  command
      .add_option("file", options.file,
                  "模板，文本格式 report.v1.ReportTemplate")
      ->required();
  command
      .add_option("--policy", options.policy_file,
                  "政策文件，取其印制名称 whose names are printed")
      ->required();
  command.add_option("--fonts", options.font_directory,
                     "字体目录，缺省 /usr/share/fonts / where the faces are");
  command.add_option("--preview", options.preview_file,
                     "样张写入的文件 writes a specimen page");
}

}  // namespace

void AddTemplate(Tool& tool) {
  CLI::App* group =
      tool.app.add_subcommand("template", "报告模板 / editions of the page");
  group->require_subcommand(1);
  auto options = std::make_shared<TemplateOptions>();
  CLI::App* command = group->add_subcommand(
      "check", "检查模板，逐项指出问题，可出样张 / says what is wrong in one");
  AddCheckOptions(*command, *options);
  command->footer(
      "Example: creditproof template check clean-3.textproto --policy "
      "heilongjiang-2024.textproto --preview specimen.pdf\n"
      "Needs no service. docs/formats/template.md says how to write one.\n"
      "Exit status: 0 it can be put to use, 1 not: each line says where, what "
      "and the way out");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunCheck(tool, *options); };
  });
}

}  // namespace creditproof::tool
