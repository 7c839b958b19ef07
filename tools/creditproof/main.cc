// The operator's tool: reads the command line, runs the command it names.
#include "absl/status/statusor.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/usage.h"

namespace {

constexpr int kFailed = 1;
constexpr int kWrongUsage = 2;

void AddCommands(creditproof::tool::Tool& tool) {
  tool.app.require_subcommand(1);
  tool.app.fallthrough();  // --json and --config may stand behind the command
  tool.app
      .add_option("--config", tool.config_file,
                  "各服务的位置（config.v1.Client，文本格式）/ where the "
                  "services are")
      ->envname("CREDITPROOF_CONFIG");
  tool.app.add_flag("--json", tool.json,
                    "标准输出每行一个 JSON 对象 / one JSON object a line");
  AddCode(tool);
  AddIngest(tool);
  AddDelivery(tool);
  AddSync(tool);
  AddReconcile(tool);
  AddMismatch(tool);
  AddReceipt(tool);
  AddCheck(tool);
  AddExplain(tool);
  AddIssue(tool);
  AddReport(tool);
  AddGrant(tool);
  AddVerify(tool);
  AddConformance(tool);
  AddShow(tool);
  AddHistory(tool);
  AddAudit(tool);
  AddSource(tool);
  AddKind(tool);
  AddQuarantine(tool);
  AddObjection(tool);
  AddPolicy(tool);
  AddBar(tool);
  AddRevoke(tool);
  AddKeys(tool);
  AddPreview(tool);
  AddTemplate(tool);
  AddStatus(tool);
  AddStatusList(tool);
  AddTimeliness(tool);
  AddBench(tool);
}

}  // namespace

int main(int argc, char** argv) {
  creditproof::tool::Tool tool;
  AddCommands(tool);
  tool.app.failure_message(creditproof::tool::UsageText);
  const absl::Status text = creditproof::tool::CheckUtf8(argc, argv);
  if (!text.ok()) {
    creditproof::tool::PrintError(text);
    return kWrongUsage;
  }
  try {
    tool.app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return tool.app.exit(error) == 0 ? 0 : kWrongUsage;
  }
  const absl::StatusOr<int> exit_status = tool.run();
  if (exit_status.ok()) return *exit_status;
  creditproof::tool::PrintError(exit_status.status());
  return kFailed;
}
