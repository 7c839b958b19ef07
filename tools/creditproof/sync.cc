// creditproof sync: delivers what is dropped into a folder.
#include <functional>
#include <memory>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/base/log.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivery.h"
#include "tools/creditproof/dropped_folder.h"
#include "tools/creditproof/file_answers.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/outcome_text.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/sync_loop.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using base::Reason;

constexpr int kSomeNotTaken = 3;

struct SyncOptions {
  std::string folder;
  std::string source_id;
  std::string kind;  // empty: guessed
  bool once = false;
  bool need_marker = false;
};

// The file as a whole is at fault: it would fail again.
bool IsFilesFault(const absl::Status& status) {
  const Reason reason = base::ReasonOf(status);
  return reason == Reason::REASON_FILE_UNREADABLE ||
         reason == Reason::REASON_ROW_COUNT ||
         reason == Reason::REASON_SNAPSHOT_OUTDATED;
}

Json FileJson(const std::filesystem::path& file, const SyncOptions& options) {
  return {{"file", file.filename().string()}, {"source", options.source_id}};
}

// A file that was refused as a whole, with the reason beside it.
absl::StatusOr<Place> PutRefused(const SyncOptions& options,
                                 const std::filesystem::path& file,
                                 const absl::Status& status) {
  RETURN_IF_ERROR(base::WriteFile(absl::StrCat(file.string(), kErrorSuffix),
                                  absl::StrCat(status.message(), "\n")));
  Json json = FileJson(file, options);
  json["place"] = "rejected";
  json["error"] = std::string(status.message());
  PrintJson(json);
  return Place::kRejected;
}

void PrintDelivered(const SyncOptions& options,
                    const std::filesystem::path& file,
                    const DeliveredFile& delivered, const Answers& answers) {
  Json json = FileJson(file, options);
  json["delivery"] = answers.delivery_id;
  json["place"] = AllTaken(delivered, answers) ? "done" : "rejected";
  json["rows"] = Json::object();
  for (const auto& [outcome, rows] : answers.rows) {
    json["rows"][OutcomeName(outcome)] = rows;
  }
  json["classified_rows_not_sent"] = delivered.survey().emptied.size();
  PrintJson(json);
}

// Fails as opening and delivering the file do.
absl::StatusOr<Place> DeliverOne(const Connection& connection,
                                 const SyncOptions& options,
                                 const std::filesystem::path& path) {
  ASSIGN_OR_RETURN(const auto kind, FileKindNamed(connection, options.kind));
  ASSIGN_OR_RETURN(const DeliveredFile file, DeliveredFile::Open(path));
  ASSIGN_OR_RETURN(const Answers answers,
                   Deliver(connection.ingestion(),
                           {options.source_id, kind, false, file, {}},
                           [](const Progress&) {}));
  RETURN_IF_ERROR(WriteAnswers(path, file, answers, false));
  PrintDelivered(options, path, file, answers);
  return AllTaken(file, answers) ? Place::kDone : Place::kRejected;
}

SyncLoop::DeliverFile DeliverTo(const Connection& connection,
                                const SyncOptions& options) {
  return [&](const std::filesystem::path& path) -> absl::StatusOr<Place> {
    const absl::StatusOr<Place> place = DeliverOne(connection, options, path);
    if (!IsFilesFault(place.status())) return place;
    return PutRefused(options, path, place.status());
  };
}

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
  SyncLoop loop(*folder, DeliverTo(connection, options), base::SystemClock());
  base::Log(base::Severity::kInfo, "sync.started",
            {{"folder", options.folder}, {"source", options.source_id}});
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
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  AddParsed(*command, "--kind", options->kind, KindArgument,
            "registration, penalty, dishonesty, defaulter，或者自行定义的种类；"
            "缺省按列名判断 / guessed from the columns when left out");
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
