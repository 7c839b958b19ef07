// creditproof bench: the benchmarks of docs/benchmarks.md. Needs no running
// service.
#include <memory>
#include <string>

#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_check.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

absl::StatusOr<int> RunBench(const Tool& tool) {
  RETURN_IF_ERROR(BenchCheck(tool.json));
  return 0;
}

}  // namespace

void AddBench(Tool& tool) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = tool.app.add_subcommand("bench", "性能测试 / benchmarks");
  command->add_option("name", *name, "check")
      ->required()
      ->check(CLI::IsMember({"check"}));
  command->footer("Example: creditproof bench check --json");
  command->callback(
      [&tool, name] { tool.run = [&tool] { return RunBench(tool); }; });
}

}  // namespace creditproof::tool
