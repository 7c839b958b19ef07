// creditproof bench: the benchmarks of docs/benchmarks.md. Needs no running
// service.
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_batch.h"
#include "tools/creditproof/bench_check.h"
#include "tools/creditproof/bench_gateway.h"
#include "tools/creditproof/bench_ingest.h"
#include "tools/creditproof/bench_population.h"
#include "tools/creditproof/bench_reconcile.h"
#include "tools/creditproof/bench_report.h"
#include "tools/creditproof/bench_try.h"
#include "tools/creditproof/bench_verify.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using Benchmark = absl::Status (*)(bool json);

void Add(Tool& tool, CLI::App& bench, const char* name, const char* what,
         Benchmark benchmark) {
  CLI::App* command = bench.add_subcommand(name, what);
  command->callback([&tool, benchmark] {
    tool.run = [&tool, benchmark]() -> absl::StatusOr<int> {
      RETURN_IF_ERROR(benchmark(tool.json));
      return 0;
    };
  });
}

void AddBatch(Tool& tool, CLI::App& bench) {
  auto subjects = std::make_shared<std::uint32_t>(kProvince);
  CLI::App* command = bench.add_subcommand(
      "batch", "批量核查 packed batches against an echo, PostgreSQL and Redis");
  command
      ->add_option("--subjects", *subjects,
                   "主体数量 how many subjects. 50000000 takes about 15 GB of "
                   "disk under /tmp, 2 GB of memory and many minutes; "
                   "PostgreSQL and Redis are asked about 3400000 only")
      ->capture_default_str()
      ->check(CLI::Range(std::uint32_t{1'000}, kMostPopulation));
  command->callback([&tool, subjects] {
    tool.run = [&tool, subjects]() -> absl::StatusOr<int> {
      RETURN_IF_ERROR(BenchBatch(*subjects, tool.json));
      return 0;
    };
  });
}

}  // namespace

void AddBench(Tool& tool) {
  CLI::App* bench = tool.app.add_subcommand("bench", "性能测试 / benchmarks");
  AddBatch(tool, *bench);
  Add(tool, *bench, "check", "单户核查 the unary check against an echo",
      BenchCheck);
  Add(tool, *bench, "gateway",
      "网关 JSON over HTTP against fastify with grpc-js, and gRPC itself",
      BenchGateway);
  Add(tool, *bench, "ingest", "归集 rows against bare RocksDB", BenchIngest);
  Add(tool, *bench, "report",
      "出具 rendering, signing and issuing reports, against other software",
      BenchReport);
  Add(tool, *bench, "reconcile", "对账 comparing a whole table",
      BenchReconcile);
  Add(tool, *bench, "try", "政策试算 a trial of a policy", BenchTry);
  Add(tool, *bench, "verify",
      "核验 by number, QR text and upload, and registering", BenchVerify);
  bench->footer("Example: creditproof bench check --json");
  bench->require_subcommand(1);
}

}  // namespace creditproof::tool
