// creditproof bench: the benchmarks of docs/benchmarks.md. Needs no running
// service.
#include <map>
#include <memory>
#include <string>

#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_batch.h"
#include "tools/creditproof/bench_check.h"
#include "tools/creditproof/bench_ingest.h"
#include "tools/creditproof/bench_reconcile.h"
#include "tools/creditproof/bench_try.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using Benchmark = absl::Status (*)(bool json);

const std::map<std::string, Benchmark>& Benchmarks() {
  static const std::map<std::string, Benchmark> benchmarks = {
      {"batch", BenchBatch},
      {"check", BenchCheck},
      {"ingest", BenchIngest},
      {"reconcile", BenchReconcile},
      {"try", BenchTry}};
  return benchmarks;
}

absl::StatusOr<int> RunBench(const Tool& tool, const std::string& name) {
  RETURN_IF_ERROR(Benchmarks().at(name)(tool.json));
  return 0;
}

}  // namespace

void AddBench(Tool& tool) {
  auto name = std::make_shared<std::string>();
  CLI::App* command = tool.app.add_subcommand("bench", "性能测试 / benchmarks");
  command->add_option("name", *name, "batch, check, ingest, reconcile, try")
      ->required()
      ->check(CLI::IsMember(&Benchmarks()));
  command->footer("Example: creditproof bench check --json");
  command->callback([&tool, name] {
    tool.run = [&tool, name] { return RunBench(tool, *name); };
  });
}

}  // namespace creditproof::tool
