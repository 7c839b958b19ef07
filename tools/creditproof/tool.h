// What all commands of the operator's tool share.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// The parsed command line. Commands add themselves; the one that is named sets
// `run`.
struct Tool {
  CLI::App app{"CreditProof 信用代证运维工具"};
  std::string config_file;
  bool json = false;

  // Does the work and says the exit status.
  std::function<absl::StatusOr<int>()> run;
};

// Adds an option, or an argument when `name` has no dashes, whose text `parse`
// (text -> absl::StatusOr<T>) turns into `target`. A text that it refuses is
// wrong usage. `target` must live until the command line is parsed.
template <typename T, typename Parse>
CLI::Option* AddParsed(CLI::App& command, const std::string& name, T& target,
                       Parse parse, const std::string& description) {
  return command.add_option_function<std::string>(
      name,
      [name, &target, parse](const std::string& text) {
        auto value = parse(text);
        if (!value.ok()) {
          throw CLI::ValidationError(name,
                                     std::string(value.status().message()));
        }
        target = *std::move(value);
      },
      description);
}

// Adds the commands, one file each.
void AddAudit(Tool& tool);
void AddBar(Tool& tool);
void AddBench(Tool& tool);
void AddCheck(Tool& tool);
void AddCode(Tool& tool);
void AddConformance(Tool& tool);
void AddDelivery(Tool& tool);
void AddExplain(Tool& tool);
void AddGrant(Tool& tool);
void AddHistory(Tool& tool);
void AddIngest(Tool& tool);
void AddIssue(Tool& tool);
void AddKeys(Tool& tool);
void AddKind(Tool& tool);
void AddMismatch(Tool& tool);
void AddObjection(Tool& tool);
void AddPolicy(Tool& tool);
void AddPreview(Tool& tool);
void AddQuarantine(Tool& tool);
void AddReconcile(Tool& tool);
void AddReceipt(Tool& tool);
void AddReport(Tool& tool);
void AddRevoke(Tool& tool);
void AddShow(Tool& tool);
void AddSource(Tool& tool);
void AddStatus(Tool& tool);
void AddStatusList(Tool& tool);
void AddSync(Tool& tool);
void AddTemplate(Tool& tool);
void AddTimeliness(Tool& tool);
void AddVerify(Tool& tool);

}  // namespace creditproof::tool
