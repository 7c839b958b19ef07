// creditproof ingest: delivers a department's file.
#include <unistd.h>

#include <iostream>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/delivered_file.h"
#include "tools/creditproof/delivery.h"
#include "tools/creditproof/file_answers.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/outcome_text.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/rejected_file.h"
#include "tools/creditproof/sweep_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::RowNote;
using ingestion::v1::RowVerdict;

constexpr int kSomeNotTaken = 3;

struct IngestOptions {
  std::string file;
  std::string source_id;
  std::string kind;  // empty: guessed
  bool dry_run = false;
  std::string snapshot_date;  // empty for no snapshot
  std::int64_t rows = 0;      // as its maker says; 0: he does not
  std::vector<std::string> regions;
  std::vector<std::string> areas;
  int again = 0;
};

// One line that is written over, on a terminal only.
ProgressObserver TerminalProgress() {
  if (isatty(STDERR_FILENO) == 0) return [](const Progress&) {};
  return [](const Progress& progress) {
    std::cerr << "\r已发送 " << progress.bytes_sent / 1024 << "/"
              << progress.bytes / 1024 << " KiB，已答复 "
              << progress.rows_answered << " 行" << std::flush;
    if (progress.bytes_sent == progress.bytes) std::cerr << "\r";
  };
}

Json RowJson(const RowVerdict& verdict) {
  Json reasons = Json::array();
  for (const RowNote& note : verdict.notes()) {
    reasons.push_back(
        {{"rule",
          Identifier(ingestion::v1::RowRule_Name(note.rule()), "ROW_RULE_")},
         {"column", note.column()},
         {"message", note.message()}});
  }
  return {{"row", verdict.row()},
          {"outcome", OutcomeName(verdict.outcome())},
          {"reasons", reasons},
          {"held_subjects", verdict.held_subjects()}};
}

void PrintAnswersJson(const IngestOptions& options, const Answers& answers,
                      const ingestion::v1::ReceiptStatement& statement) {
  Json json = {{"file", options.file},
               {"source", options.source_id},
               {"delivery", answers.delivery_id},
               {"dry_run", options.dry_run},
               {"rows", Json::object()},
               {"bad_rows", Json::array()},
               {"noted_rows", Json::array()}};
  for (const auto& [outcome, rows] : answers.rows) {
    json["rows"][OutcomeName(outcome)] = rows;
  }
  for (const RowVerdict& verdict : answers.bad) {
    json["bad_rows"].push_back(RowJson(verdict));
  }
  for (const RowVerdict& verdict : answers.noted) {
    json["noted_rows"].push_back(RowJson(verdict));
  }
  if (!answers.bad.empty()) json["rejected_file"] = RejectedName(options.file);
  if (!OvertakenText(answers).empty()) {
    json["lapsed_since"] = answers.lapsed_since;
    json["displaced_by_date"] = answers.displaced_by_date;
  }
  if (!options.dry_run) json["receipt_file"] = ReceiptName(options.file);
  if (statement.has_sweep()) json["sweep"] = SweepJson(statement.sweep());
  PrintJson(json);
}

void PrintRow(const RowVerdict& verdict) {
  PrintLine(absl::StrCat("  第 ", verdict.row(), " 行 ",
                         OutcomeText(verdict.outcome()), "：",
                         ReasonText(verdict)));
  if (verdict.held_subjects() == 0) return;
  PrintLine(absl::StrCat("    更正前 ", verdict.held_subjects(),
                         " 个主体暂不能出具报告"));
}

void PrintAnswers(const IngestOptions& options, const Answers& answers) {
  PrintLine(absl::StrCat(options.file, " → ", options.source_id,
                         options.dry_run ? "（试送，未收录 dry run）" : ""));
  for (const auto& [outcome, rows] : answers.rows) {
    PrintLine(absl::StrCat("  ", OutcomeText(outcome), " ",
                           OutcomeName(outcome), ": ", rows));
  }
  for (const RowVerdict& verdict : answers.noted) PrintRow(verdict);
  for (const RowVerdict& verdict : answers.bad) PrintRow(verdict);
  const std::string overtaken = OvertakenText(answers);
  if (!overtaken.empty()) PrintLine(absl::StrCat("  ", overtaken));
  if (answers.bad.empty()) return;
  PrintLine(absl::StrCat("  共 ", BadRows(answers), " 行未收录"));
  PrintLine(absl::StrCat("  更正后再次报送 mend and send again: ",
                         RejectedName(options.file)));
}

void TellUnsent(const intake::Survey& survey) {
  std::vector<std::int64_t> rows;
  std::vector<std::int64_t> unclear;
  for (const intake::EmptiedRow& row : survey.emptied) {
    rows.push_back(row.number);
    if (row.unclear) unclear.push_back(row.number);
  }
  if (!rows.empty()) {
    std::cerr << "涉密行未发送，行号 classified rows not sent, by number: "
              << absl::StrJoin(rows, ", ") << std::endl;
  }
  if (!unclear.empty()) {
    std::cerr
        << "其中是否涉密不明、须填是或者否的，行号 of these, rows that do "
           "not say whether they are classified: "
        << absl::StrJoin(unclear, ", ") << std::endl;
  }
}

absl::StatusOr<std::optional<ingestion::v1::Snapshot>> SnapshotOf(
    const IngestOptions& options) {
  std::optional<ingestion::v1::Snapshot> snapshot;
  if (options.snapshot_date.empty()) return snapshot;
  snapshot.emplace();
  snapshot->set_as_of_date(options.snapshot_date);
  snapshot->set_row_count(options.rows);
  snapshot->mutable_regions()->Assign(options.regions.begin(),
                                      options.regions.end());
  for (const std::string& name : options.areas) {
    ASSIGN_OR_RETURN(const record::v1::Area area, record::ParseArea(name));
    snapshot->add_areas(area);
  }
  return snapshot;
}

absl::StatusOr<int> RunIngest(const Tool& tool, const IngestOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const DeliveredFile file, DeliveredFile::Open(options.file));
  TellUnsent(file.survey());
  ASSIGN_OR_RETURN(const auto kind, FileKindNamed(connection, options.kind));
  ASSIGN_OR_RETURN(auto snapshot, SnapshotOf(options));
  RejectedFile rejected(file, RejectedName(options.file),
                        base::Readers::kOwner);
  ASSIGN_OR_RETURN(const Answers answers,
                   Deliver(connection.ingestion(),
                           {options.source_id, kind, options.dry_run, file,
                            std::move(snapshot), options.again},
                           rejected, TerminalProgress()));
  RETURN_IF_ERROR(
      WriteAnswers(options.file, answers, rejected, options.dry_run));
  ASSIGN_OR_RETURN(const auto statement, StatementOf(answers));
  if (tool.json) {
    PrintAnswersJson(options, answers, statement);
  } else {
    PrintAnswers(options, answers);
    if (statement.has_sweep()) PrintSweep(statement.sweep());
  }
  const bool is_done =
      AllTaken(file, answers) && statement.sweep().withheld_reason().empty();
  return is_done ? 0 : kSomeNotTaken;
}

}  // namespace

void AddIngest(Tool& tool) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App* command =
      tool.app.add_subcommand("ingest", "报送文件 / delivers a file");
  command->add_option("file", options->file, "CSV 文件")->required();
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  AddParsed(*command, "--kind", options->kind, KindArgument,
            "registration, penalty, dishonesty, defaulter，或者自行定义的种类；"
            "缺省按列名判断 / guessed from the columns when left out");
  command->add_flag("--dry-run", options->dry_run,
                    "只答复，不收录 / answers without recording");
  CLI::Option* snapshot = command->add_option(
      "--snapshot", options->snapshot_date,
      "文件是该日（YYYY-MM-DD）的全量快照，未列入的信息随之失效 / the file "
      "lists "
      "all that stands on this day; what it lacks lapses");
  command
      ->add_option("--rows", options->rows,
                   "快照应有的行数，由生成快照的系统给出，不符的不作失效处理；"
                   "缺省为文件的行数 / how many rows the snapshot has, as its "
                   "maker says; as many as the file when left out")
      ->needs(snapshot);
  command
      ->add_option(
          "--regions", options->regions,
          "快照所含主体的行政区划代码（2、4或6位），逗号分隔；缺省为全部 / "
          "regions covered")
      ->delimiter(',')
      ->needs(snapshot);
  command
      ->add_option("--areas", options->areas,
                   "快照所含的领域，逗号分隔；缺省为本单位报送的全部领域 / "
                   "areas covered")
      ->delimiter(',')
      ->needs(snapshot);
  command
      ->add_option("--again", options->again,
                   "同一内容第几次报送（2、3……）：按新的一次重新审核收录 / "
                   "delivers the same content anew, the second time with 2")
      ->check(CLI::PositiveNumber);
  command->footer(
      "Example: creditproof ingest penalties.csv --source penalties\n"
      "         creditproof ingest all.csv --source national-push --snapshot "
      "2026-06-30 --rows 18204\n"
      "Exit status: 0 all rows taken, 3 some rejected or quarantined (see "
      "FILE.rejected.csv), a snapshot withheld (see creditproof delivery), or "
      "a "
      "file sent again that was overtaken since; 1 not delivered");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunIngest(tool, *options); };
  });
}

}  // namespace creditproof::tool
