// creditproof sync: delivers what is dropped into a folder.
#include <functional>
#include <memory>
#include <random>
#include <utility>

#include "absl/time/clock.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/dropped_folder.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/sync_delivery.h"
#include "tools/creditproof/sync_loop.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

constexpr int kSomeNotTaken = 3;

struct SyncOptions {
  std::string folder;
  DroppedFiles files;
  bool once = false;
  bool need_marker = false;
};

std::function<double()> Chance() {
  return [engine = std::mt19937(std::random_device{}()),
          unit = std::uniform_real_distribution<double>()]() mutable {
    return unit(engine);
  };
}

// Until the process is stopped. A stop is as good as a kill, which the folder
// survives: nothing has to be wound up.
[[noreturn]] void RunForEver(SyncLoop& loop) {
  Backoff backoff(Chance());
  for (;;) absl::SleepFor(WaitAfter(loop.Once(), backoff));
}

absl::StatusOr<int> RunSync(const Tool& tool, const SyncOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<DroppedFolder> folder,
      DroppedFolder::Open(options.folder, options.need_marker
                                              ? Completeness::kByMarker
                                              : Completeness::kByName));
  SyncLoop loop(*folder, DeliverTo(connection, options.files),
                base::SystemClock());
  base::Log(base::Severity::kInfo, "sync.started",
            {{"folder", options.folder}, {"source", options.files.source_id}});
  if (!options.once) RunForEver(loop);
  ASSIGN_OR_RETURN(const Round round, loop.Once());
  RETURN_IF_ERROR(round.failed);
  return round.came_back == 0 ? 0 : kSomeNotTaken;
}

}  // namespace

void AddSync(Tool& tool) {
  auto options = std::make_shared<SyncOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "sync", "守候文件夹并逐个报送 / delivers what is dropped into a folder");
  command->add_option("folder", options->folder, "文件夹 folder")->required();
  command
      ->add_option("--source", options->files.source_id,
                   "信息来源单位 source id")
      ->required();
  AddParsed(*command, "--kind", options->files.kind, KindArgument,
            "registration, penalty, dishonesty, defaulter，或者自行定义的种类；"
            "缺省按列名判断 / guessed from the columns when left out");
  command->add_flag("--snapshots", options->files.are_snapshots,
                    "每个文件都是全量快照，截止日期和行数写在文件名中，如 "
                    "名单.20260630.18204.csv / every file is a snapshot; its "
                    "name says of which day, and how many rows");
  command->add_flag("--once", options->once,
                    "只处理一遍 / one pass, then ends");
  command->add_flag("--need-ok", options->need_marker,
                    "旁边有 FILE.ok 才报送 / takes FILE only with a FILE.ok "
                    "beside it");
  command->footer(
      "Example: creditproof sync /srv/drop/penalties --source penalties\n"
      "Files go to done/ (all rows taken) or rejected/ (some came back, see "
      "FILE.rejected.csv, or the file was refused, see FILE.error.txt), each "
      "with FILE.receipt.\n"
      "Exit status with --once: 0 all rows taken, 3 some rejected or "
      "quarantined, 1 something not delivered: run it again");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunSync(tool, *options); };
  });
}

}  // namespace creditproof::tool
