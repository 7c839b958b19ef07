// creditproof reconcile: compares a department's full table with the platform.
#include <memory>

#include "absl/strings/str_cat.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/status.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/reconciliation.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using reconcile::Kind;

constexpr int kDifferent = 3;
constexpr std::size_t kShown = 100;
constexpr std::size_t kUncountedShown = 20;

struct ReconcileOptions {
  std::string file;
  std::string source_id;
  std::string kind;  // empty: guessed
  std::string statement_file;
};

struct KindText {
  absl::string_view identifier;
  absl::string_view chinese;
};

KindText TextOf(const ToldDifference& told) {
  if (told.not_responsible) return {"NOT_RESPONSIBLE", "非本单位负责"};
  switch (told.kind) {
    case Kind::kMissingOnPlatform:
      return {"MISSING_ON_PLATFORM", "平台缺少"};
    case Kind::kMissingAtSource:
      return {"MISSING_AT_SOURCE", "台账缺少"};
    case Kind::kDifferent:
      break;
  }
  return {"DIFFERENT", "内容不同"};
}

// Rows that were left out may hide a difference.
bool IsEqual(const Reconciliation& done) {
  return done.told.empty() && done.source.uncounted == 0;
}

Json NotesJson(const reconcile::UncountedRow& row) {
  Json notes = Json::array();
  for (const auto& note : row.notes) {
    notes.push_back(
        {{"rule",
          Identifier(ingestion::v1::RowRule_Name(note.rule()), "ROW_RULE_")},
         {"column", note.column()},
         {"message", note.message()}});
  }
  return {{"row", row.number}, {"reasons", notes}};
}

Json DifferenceJson(const ToldDifference& told) {
  Json fields = Json::array();
  for (const auto& field : told.fields) {
    fields.push_back({{"column", field.column},
                      {"source", field.source},
                      {"platform", field.platform}});
  }
  return {{"kind", TextOf(told).identifier},
          {"key", told.key},
          {"row", told.row},
          {"credit_code", told.credit_code},
          {"name", told.name},
          {"document_number", told.document_number},
          {"fields", fields}};
}

void PrintAsJson(const ReconcileOptions& options, const Kinds& kinds,
                 const Reconciliation& done) {
  Json json = {{"file", options.file},
               {"source", options.source_id},
               {"kind", kinds.Id(done.source.file_kind)},
               {"equal", IsEqual(done)},
               {"rows", done.source.rows},
               {"source_rows", done.source.table.rows().size()},
               {"uncounted", done.source.uncounted},
               {"excluded", done.source.excluded},
               {"overruled", done.source.overruled},
               {"all_found", done.comparison.all},
               {"opened", done.statement.opened()},
               {"closed", done.statement.closed()},
               {"differences", Json::array()},
               {"uncounted_rows", Json::array()}};
  if (done.comparison.all) {
    json["platform_rows"] = done.statement.platform_rows();
  }
  for (const ToldDifference& told : done.told) {
    json["differences"].push_back(DifferenceJson(told));
  }
  for (const auto& row : done.source.first_uncounted) {
    json["uncounted_rows"].push_back(NotesJson(row));
  }
  PrintJson(json);
}

void PrintDifference(const ToldDifference& told) {
  PrintLine(absl::StrCat(
      "  ", TextOf(told).chinese, " ", TextOf(told).identifier, "：",
      told.row > 0 ? absl::StrCat("第 ", told.row, " 行 ") : "",
      told.credit_code, " ", told.name, " ", told.document_number));
  for (const auto& field : told.fields) {
    PrintLine(absl::StrCat("    ", field.column, "：台账“", field.source,
                           "”，平台“", field.platform, "”"));
  }
}

void PrintUncounted(const reconcile::SourceTable& source) {
  if (source.excluded > 0) {
    PrintLine(absl::StrCat("  不归集的行（涉密、自然人）excluded: ",
                           source.excluded));
  }
  if (source.uncounted == 0) return;
  PrintLine(absl::StrCat(
      "  平台不收、未参加对账的行 rows that would not be recorded: ",
      source.uncounted));
  for (std::size_t i = 0;
       i < source.first_uncounted.size() && i < kUncountedShown; ++i) {
    const reconcile::UncountedRow& row = source.first_uncounted[i];
    PrintLine(
        absl::StrCat("    第 ", row.number, " 行：",
                     row.notes.empty() ? "" : row.notes.front().message()));
  }
}

void Print(const ReconcileOptions& options, const Reconciliation& done) {
  PrintLine(absl::StrCat(
      options.file, " ↔ ", options.source_id, "：台账 ",
      done.source.table.rows().size(), " 条",
      done.comparison.all
          ? absl::StrCat("，平台 ", done.statement.platform_rows(), " 条")
          : ""));
  PrintUncounted(done.source);
  if (IsEqual(done)) {
    PrintLine("  一致 equal");
  } else if (done.told.empty()) {
    PrintLine(
        "  参加对账的行一致，其余各行请更正后再对账 equal but for the rows "
        "that were left out");
  } else {
    PrintLine(absl::StrCat("  不一致 differences: ", done.told.size(),
                           done.comparison.all ? "" : "（尚有更多）"));
  }
  for (std::size_t i = 0; i < done.told.size() && i < kShown; ++i) {
    PrintDifference(done.told[i]);
  }
  if (done.told.size() > kShown) {
    PrintLine("  其余见 --json，the others by --json");
  }
  if (!done.comparison.all) {
    PrintLine(
        "  差异过多，未登记：请先补报台账再对账 too many to be kept: "
        "deliver first");
    return;
  }
  PrintLine(absl::StrCat("  新登记差异 opened: ", done.statement.opened(),
                         "，已销 closed: ", done.statement.closed()));
}

absl::StatusOr<int> RunReconcile(const Tool& tool,
                                 const ReconcileOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const std::string file, base::ReadFile(options.file));
  ingestion::v1::ReconciliationService::Stub stub(
      connection.ingestion().ChannelFor(kWholePartition));
  ASSIGN_OR_RETURN(const auto kind, FileKindNamed(connection, options.kind));
  const absl::StatusOr<Reconciliation> done =
      Reconcile(stub, options.source_id, kind, file);
  if (!done.ok()) {
    return connection.ingestion().Explain(rpc::ToGrpc(done.status()),
                                          kWholePartition);
  }
  if (!options.statement_file.empty() && done->comparison.all) {
    RETURN_IF_ERROR(base::WriteFile(
        options.statement_file, done->signed_statement.SerializeAsString()));
  }
  tool.json ? PrintAsJson(options, KnownKinds(connection), *done)
            : Print(options, *done);
  return IsEqual(*done) ? 0 : kDifferent;
}

}  // namespace

void AddReconcile(Tool& tool) {
  auto options = std::make_shared<ReconcileOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "reconcile", "对账：比较全量台账 / compares a full table");
  command->add_option("file", options->file, "全量台账，CSV 文件")->required();
  command->add_option("--source", options->source_id, "信息来源单位 source id")
      ->required();
  AddParsed(*command, "--kind", options->kind, KindArgument,
            "registration, penalty, dishonesty, defaulter，或者自行定义的种类；"
            "缺省按列名判断 / guessed from the columns when left out");
  AddParsed(*command, "--statement", options->statement_file, NewFileArgument,
            "签名的对账单写入此文件 / writes the signed statement");
  command->footer(
      "Example: creditproof reconcile penalties.csv --source penalties\n"
      "Exit status: 0 equal, 3 differences or rows left out, 1 not possible");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunReconcile(tool, *options); };
  });
}

}  // namespace creditproof::tool
