// creditproof kind: the kinds of record that were declared.
#include <google/protobuf/text_format.h>

#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/kind_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/intake/declared_kind.h"
#include "libs/record/catalogue.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::KindService;
using record::v1::DeclaredColumn;
using record::v1::DeclaredKind;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct KindOptions {
  std::string file;
  bool dry_run = false;
};

Json ColumnJson(const DeclaredColumn& column) {
  return {
      {"id", column.id()},
      {"names", column.names()},
      {"presence", Identifier(DeclaredColumn::Presence_Name(column.presence()),
                              "PRESENCE_")},
      {"content",
       Identifier(DeclaredColumn::Content_Name(column.content()), "CONTENT_")},
      {"role", Identifier(DeclaredColumn::Role_Name(column.role()), "ROLE_")}};
}

Json KindJson(const DeclaredKind& kind) {
  Json json = {
      {"kind_id", kind.kind_id()},
      {"number", kind.number()},
      {"version", kind.version()},
      {"display_name", kind.display_name()},
      {"area", Identifier(record::v1::Area_Name(kind.area()), "AREA_")},
      {"counts", kind.counts()},
      {"columns", Json::array()}};
  for (const DeclaredColumn& column : kind.columns()) {
    json["columns"].push_back(ColumnJson(column));
  }
  return json;
}

void PrintKind(const Tool& tool, const DeclaredKind& kind) {
  if (tool.json) return PrintJson(KindJson(kind));
  PrintLine(absl::StrCat(
      kind.kind_id(), "  ", kind.display_name(), "  编号 number ",
      kind.number(), "  第 ", kind.version(), " 版  ",
      record::ChineseName(kind.area()), "  ",
      kind.counts() ? "影响出具 counts" : "不影响出具 does not count"));
}

// As a file that can be changed and given to `kind update`.
void PrintKindAsFile(const Tool& tool, const DeclaredKind& kind) {
  if (tool.json) return PrintJson(KindJson(kind));
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(kind, &text);
  PrintLine(
      absl::StrCat("# proto-file: creditproof/record/v1/declared_kind.proto\n"
                   "# proto-message: creditproof.record.v1.DeclaredKind\n",
                   text));
}

// What DeclareKind and UpdateKind do with the file.
template <typename Request>
absl::StatusOr<int> Send(
    const Tool& tool, const KindOptions& options,
    grpc::Status (KindService::Stub::*method)(grpc::ClientContext*,
                                              const Request&, DeclaredKind*)) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const std::string text, base::ReadFile(options.file));
  Request request;
  ASSIGN_OR_RETURN(*request.mutable_kind(), intake::ParseDeclaredKind(text));
  request.set_validate_only(options.dry_run);
  ASSIGN_OR_RETURN(const DeclaredKind kind,
                   connection.ingestion().Call(kWholePartition, method, request,
                                               absl::Now() + kPatience));
  PrintKind(tool, kind);
  return 0;
}

absl::StatusOr<int> RunShow(const Tool& tool, const std::string& id) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::GetKindRequest request;
  request.set_kind_id(id);
  ASSIGN_OR_RETURN(
      const DeclaredKind kind,
      connection.ingestion().Call(kWholePartition, &KindService::Stub::GetKind,
                                  request, absl::Now() + kPatience));
  PrintKindAsFile(tool, kind);
  return 0;
}

absl::StatusOr<int> RunList(const Tool& tool) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::ListKindsRequest request;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     connection.ingestion().Call(
                         kWholePartition, &KindService::Stub::ListKinds,
                         request, absl::Now() + kPatience));
    for (const DeclaredKind& kind : page.kinds()) PrintKind(tool, kind);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

using Run = absl::StatusOr<int> (*)(const Tool&, const KindOptions&);

void AddSend(Tool& tool, CLI::App& parent, const std::string& name,
             const std::string& description, Run run) {
  auto options = std::make_shared<KindOptions>();
  CLI::App* command = parent.add_subcommand(name, description);
  command
      ->add_option("file", options->file,
                   "种类的定义，文本格式 record.v1.DeclaredKind")
      ->required();
  command->add_flag("--dry-run", options->dry_run,
                    "只检查，不生效 / checks and changes nothing");
  command->footer(absl::StrCat("Example: creditproof kind ", name,
                               " tax-arrears.textproto"));
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
}

void AddShowOne(Tool& tool, CLI::App& parent) {
  auto id = std::make_shared<std::string>();
  CLI::App* command = parent.add_subcommand(
      "show", "查看一个种类的定义 / shows one, as a file to change");
  command->add_option("id", *id, "种类标识")->required();
  command->footer(
      "Example: creditproof kind show tax-arrears > tax-arrears.textproto");
  command->callback(
      [&tool, id] { tool.run = [&tool, id] { return RunShow(tool, *id); }; });
}

}  // namespace

void AddKind(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "kind", "自行定义的信息种类 / kinds of record that were declared");
  command->require_subcommand(1);
  AddSend(tool, *command, "declare", "定义新种类 / declares one",
          [](const Tool& t, const KindOptions& options) {
            return Send(t, options, &KindService::Stub::DeclareKind);
          });
  AddSend(tool, *command, "update",
          "定义的新版本 / puts a new version of one in force",
          [](const Tool& t, const KindOptions& options) {
            return Send(t, options, &KindService::Stub::UpdateKind);
          });
  AddShowOne(tool, *command);
  CLI::App* list = command->add_subcommand("list", "列出全部 / lists them");
  list->footer("Example: creditproof kind list");
  list->callback([&tool] { tool.run = [&tool] { return RunList(tool); }; });
}

}  // namespace creditproof::tool
