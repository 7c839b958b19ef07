// creditproof quarantine: the rows that stand open, and settling them.
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "creditproof/ingestion/v1/quarantine_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/kinds.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/request_id.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::ListQuarantinedRowsRequest;
using ingestion::v1::QuarantinedRow;
using ingestion::v1::QuarantineService;
using ingestion::v1::ResolveQuarantinedRowRequest;
using ingestion::v1::ResolveQuarantinedRowResponse;
using ingestion::v1::RowNote;

constexpr absl::Duration kPatience = absl::Seconds(20);
constexpr std::int64_t kSecondsOfDay = 24 * 60 * 60;

absl::string_view CauseText(const QuarantinedRow& row) {
  switch (row.cause()) {
    case QuarantinedRow::CAUSE_CONTENT:
      return "内容有误，须更正重报";
    case QuarantinedRow::CAUSE_SUBJECT_IN_DOUBT:
      return row.attributed()
                 ? "内容已更正，但未以已确认主体的代码报送：请重报或者再次确认"
                 : "所指主体不明";
    case QuarantinedRow::CAUSE_WITHDRAWN_RECORD:
      return "此前已撤销，又再报送";
    case QuarantinedRow::CAUSE_OTHERS_MAY_BE_MEANT:
      return "已按代码入库，但可能另有所指";
    case QuarantinedRow::CAUSE_FORMER_CODE:
      return "原代码下的信息尚未以变更后的代码报送";
    default:
      return "其他";
  }
}

Json RowJson(const Kinds& kinds, const QuarantinedRow& row) {
  Json json = {
      {"name", row.name()},
      {"cause", Identifier(QuarantinedRow::Cause_Name(row.cause()), "CAUSE_")},
      {"delivery", row.delivery()},
      {"row", row.row()},
      {"record_kind", kinds.Id(row.record_kind())},
      {"open_time", TimeText(row.open_time())},
      {"age_seconds", row.age().seconds()},
      {"subject", row.subject()},
      {"party_name", row.party_name()},
      {"authority", row.authority()},
      {"document_number", row.document_number()},
      {"decision_date", row.decision_date()},
      {"held_count", row.held_count()},
      {"held_subjects", Json::array()},
      {"attributed", row.attributed()},
      {"recordable", row.recordable()},
      {"reasons", Json::array()}};
  for (const std::string& subject : row.held_subjects()) {
    json["held_subjects"].push_back(subject);
  }
  for (const RowNote& note : row.notes()) {
    json["reasons"].push_back(
        {{"rule",
          Identifier(ingestion::v1::RowRule_Name(note.rule()), "ROW_RULE_")},
         {"column", note.column()},
         {"message", note.message()}});
  }
  return json;
}

void PrintRow(const QuarantinedRow& row) {
  PrintLine(absl::StrCat(row.name(), "\n  ", CauseText(row), "，已 ",
                         row.age().seconds() / kSecondsOfDay, " 天 days，影响 ",
                         row.held_count(), " 个主体 on hold\n  ",
                         row.party_name(), "  ", row.document_number(), "  ",
                         row.decision_date(), "\n  ", row.delivery(), " 第 ",
                         row.row(), " 行"));
  for (const RowNote& note : row.notes()) {
    PrintLine(absl::StrCat("  - ", note.column(),
                           note.column().empty() ? "" : "：", note.message()));
  }
  for (const std::string& subject : row.held_subjects()) {
    PrintLine(absl::StrCat("  * ", subject));
  }
}

absl::StatusOr<int> RunList(const Tool& tool, const std::string& source,
                            bool show_held_subjects) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ListQuarantinedRowsRequest request;
  request.set_parent(record::SourceName(source));
  request.set_show_held_subjects(show_held_subjects);
  const Kinds kinds = KnownKinds(connection);
  do {
    ASSIGN_OR_RETURN(
        const auto response,
        connection.ingestion().Call(
            kWholePartition, &QuarantineService::Stub::ListQuarantinedRows,
            request, absl::Now() + kPatience));
    for (const QuarantinedRow& row : response.rows()) {
      if (tool.json) {
        PrintJson(RowJson(kinds, row));
      } else {
        PrintRow(row);
      }
    }
    request.set_page_token(response.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> RunResolve(const Tool& tool,
                               const ResolveQuarantinedRowRequest& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(
      const ResolveQuarantinedRowResponse response,
      connection.ingestion().Call(
          kWholePartition, &QuarantineService::Stub::ResolveQuarantinedRow,
          request, absl::Now() + kPatience));
  const std::string outcome = Identifier(
      ResolveQuarantinedRowResponse::Outcome_Name(response.outcome()),
      "OUTCOME_");
  if (tool.json) {
    PrintJson({{"name", request.name()},
               {"outcome", outcome},
               {"freed", response.freed_count()}});
  } else {
    PrintLine(absl::StrCat(outcome, "：", response.freed_count(),
                           " 个主体已解除 freed"));
  }
  return 0;
}

void AddList(Tool& tool, CLI::App& parent) {
  auto source = std::make_shared<std::string>();
  auto subjects = std::make_shared<bool>(false);
  CLI::App* command =
      parent.add_subcommand("list", "列出待处理的行，最早的在前 / lists them");
  command->add_option("--source", *source, "信息来源单位 id")->required();
  command->add_flag("--subjects", *subjects,
                    "同时列出受影响的主体 / also which subjects are on hold");
  command->footer("Example: creditproof quarantine list --source penalties");
  command->callback([&tool, source, subjects] {
    tool.run = [&tool, source, subjects] {
      return RunList(tool, *source, *subjects);
    };
  });
}

void AddResolve(Tool& tool, CLI::App& parent) {
  struct Options {
    ResolveQuarantinedRowRequest request;
    std::optional<CreditCode> code;
    bool dismiss = false;
  };
  auto options = std::make_shared<Options>();
  options->request.set_request_id(RandomRequestId());
  CLI::App* command = parent.add_subcommand(
      "resolve", "确认所指主体，或者说明理由撤回 / settles one");
  command
      ->add_option("row", *options->request.mutable_name(),
                   "sources/…/quarantinedRows/…，见 list")
      ->required();
  CLI::Option* attribute =
      AddParsed(*command, "--attribute", options->code, CodeArgument,
                "该行所指主体的统一社会信用代码 / whom it is about");
  CLI::Option* dismiss = command->add_flag("--dismiss", options->dismiss,
                                           "撤回该行 / it is about nobody");
  attribute->excludes(dismiss);
  command
      ->add_option("--reason", *options->request.mutable_reason(),
                   "理由，受影响的主体可以看到 / why")
      ->required();
  command->add_option("--request-id", *options->request.mutable_request_id(),
                      "请求编号（UUID），重试时相同");
  command->footer(
      "Example: creditproof quarantine resolve "
      "sources/penalties/quarantinedRows/0123456789abcdef0123456789abcdef "
      "--attribute 91230103TE00000103 --reason 已与当事人核实");
  command->callback([&tool, options] {
    if (!options->dismiss && !options->code.has_value()) {
      throw CLI::RequiredError("--attribute or --dismiss");
    }
    if (options->code.has_value()) {
      options->request.set_subject(record::SubjectName(*options->code));
    }
    tool.run = [&tool, options] { return RunResolve(tool, options->request); };
  });
}

}  // namespace

void AddQuarantine(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "quarantine", "待更正或者待核实主体的行 / rows that stand open");
  command->require_subcommand(1);
  AddList(tool, *command);
  AddResolve(tool, *command);
}

}  // namespace creditproof::tool
