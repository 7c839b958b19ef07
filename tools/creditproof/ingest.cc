// creditproof ingest: delivers a department's file.
#include <unistd.h>

#include <filesystem>
#include <iostream>
#include <map>
#include <memory>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/intake/raw_rows.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/delivery.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/rejected_file.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::FileKind;
using ingestion::v1::RowNote;
using ingestion::v1::RowOutcome;
using ingestion::v1::RowVerdict;

constexpr int kSomeNotTaken = 3;
constexpr std::size_t kBadRowsShown = 20;

struct IngestOptions {
  std::string file;
  std::string source_id;
  FileKind kind{};
  bool dry_run = false;
};

std::string OutcomeName(RowOutcome outcome) {
  return Identifier(ingestion::v1::RowOutcome_Name(outcome), "ROW_OUTCOME_");
}

absl::string_view OutcomeText(RowOutcome outcome) {
  switch (outcome) {
    case ingestion::v1::ROW_OUTCOME_ACCEPTED:
      return "已收录";
    case ingestion::v1::ROW_OUTCOME_UNCHANGED:
      return "无变化";
    case ingestion::v1::ROW_OUTCOME_REVISED:
      return "已更新";
    case ingestion::v1::ROW_OUTCOME_REJECTED:
      return "退回";
    case ingestion::v1::ROW_OUTCOME_QUARANTINED:
      return "待确认主体";
    case ingestion::v1::ROW_OUTCOME_EXCLUDED:
      return "不属归集范围";
    default:
      return "未知";
  }
}

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

std::string RejectedName(const IngestOptions& options) {
  return options.file + ".rejected.csv";
}

std::string ReceiptName(const IngestOptions& options) {
  return options.file + ".receipt";
}

void PrintAnswersJson(const IngestOptions& options, const Answers& answers) {
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
  if (!answers.bad.empty()) json["rejected_file"] = RejectedName(options);
  if (!options.dry_run) json["receipt_file"] = ReceiptName(options);
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
  for (std::size_t i = 0; i < answers.bad.size() && i < kBadRowsShown; ++i) {
    PrintRow(answers.bad[i]);
  }
  if (answers.bad.empty()) return;
  if (answers.bad.size() > kBadRowsShown) {
    PrintLine(absl::StrCat("  共 ", answers.bad.size(), " 行未收录"));
  }
  PrintLine(absl::StrCat("  更正后再次报送 mend and send again: ",
                         RejectedName(options)));
}

// The files beside the delivered one: what came back, and the receipt.
absl::Status WriteAnswers(const IngestOptions& options, absl::string_view file,
                          const Answers& answers) {
  if (answers.bad.empty()) {
    std::error_code ignored;  // it need not be there
    std::filesystem::remove(RejectedName(options), ignored);
  } else {
    ASSIGN_OR_RETURN(const std::string rejected,
                     RejectedFile(file, answers.bad));
    // Rows hold identity numbers.
    RETURN_IF_ERROR(base::WriteFile(RejectedName(options), rejected,
                                    base::Readers::kOwner));
  }
  if (options.dry_run) return absl::OkStatus();
  return base::WriteFile(ReceiptName(options),
                         answers.receipt.SerializeAsString());
}

void TellUnsent(const intake::Declassified& sent) {
  if (!sent.rows.empty()) {
    std::cerr << "涉密行未发送，行号 classified rows not sent, by number: "
              << absl::StrJoin(sent.rows, ", ") << std::endl;
  }
  if (!sent.unclear_rows.empty()) {
    std::cerr
        << "其中是否涉密不明、须填是或者否的，行号 of these, rows that do "
           "not say whether they are classified: "
        << absl::StrJoin(sent.unclear_rows, ", ") << std::endl;
  }
}

absl::StatusOr<int> RunIngest(const Tool& tool, const IngestOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const std::string file, base::ReadFile(options.file));
  ASSIGN_OR_RETURN(const intake::Declassified sent,
                   intake::DropClassifiedRows(file));
  TellUnsent(sent);
  ASSIGN_OR_RETURN(
      const Answers answers,
      Deliver(connection.ingestion(),
              {options.source_id, options.kind, options.dry_run, sent.file},
              TerminalProgress()));
  RETURN_IF_ERROR(WriteAnswers(options, file, answers));
  if (tool.json) {
    PrintAnswersJson(options, answers);
  } else {
    PrintAnswers(options, answers);
  }
  const bool all_taken = answers.bad.empty() && sent.unclear_rows.empty();
  return all_taken ? 0 : kSomeNotTaken;
}

}  // namespace

void AddIngest(Tool& tool) {
  auto options = std::make_shared<IngestOptions>();
  CLI::App* command =
      tool.app.add_subcommand("ingest", "报送文件 / delivers a file");
  command->add_option("file", options->file, "CSV 文件")->required();
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  const std::map<std::string, FileKind> kinds = {
      {"registration", ingestion::v1::FILE_KIND_REGISTRATION},
      {"penalty", ingestion::v1::FILE_KIND_PENALTY},
      {"dishonesty", ingestion::v1::FILE_KIND_DISHONESTY},
      {"defaulter", ingestion::v1::FILE_KIND_DEFAULTER}};
  command
      ->add_option("--kind", options->kind,
                   "registration, penalty, dishonesty, defaulter；"
                   "缺省按列名判断 / guessed from the columns when left out")
      ->transform(CLI::CheckedTransformer(kinds));
  command->add_flag("--dry-run", options->dry_run,
                    "只答复，不收录 / answers without recording");
  command->footer(
      "Example: creditproof ingest penalties.csv --source penalties\n"
      "Exit status: 0 all rows taken, 3 some rejected or quarantined (see "
      "FILE.rejected.csv), 1 not delivered");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunIngest(tool, *options); };
  });
}

}  // namespace creditproof::tool
