// creditproof timeliness: how promptly and completely a source delivers.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "creditproof/ingestion/v1/timeliness_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/known_kinds.h"
#include "tools/creditproof/timeliness_output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::GetTimelinessRequest;
using ingestion::v1::SignedTimeliness;
using ingestion::v1::TimelinessService;
using ingestion::v1::TimelinessStatement;

constexpr absl::Duration kPatience = absl::Seconds(60);

struct TimelinessOptions {
  std::string source;
  std::string month;
  std::string out;
  bool csv = false;
};

absl::StatusOr<int> RunTimeliness(const Tool& tool,
                                  const TimelinessOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  GetTimelinessRequest request;
  request.set_name(record::SourceName(options.source));
  request.set_month(options.month);
  ASSIGN_OR_RETURN(const SignedTimeliness answer,
                   connection.ingestion().Call(
                       kWholePartition, &TimelinessService::Stub::GetTimeliness,
                       request, absl::Now() + kPatience));
  TimelinessStatement statement;
  if (!statement.ParseFromString(answer.statement())) {
    return absl::InternalError("the statement cannot be read");
  }
  if (!options.out.empty()) {
    RETURN_IF_ERROR(base::WriteFile(options.out, answer.SerializeAsString()));
  }
  const Kinds kinds = KnownKinds(connection);
  if (tool.json) {
    PrintJson(TimelinessJson(statement, kinds));
  } else if (options.csv) {
    PrintTimelinessCsv(statement, kinds);
  } else {
    PrintTimelinessTable(statement, kinds);
  }
  return 0;
}

}  // namespace

void AddTimeliness(Tool& tool) {
  auto options = std::make_shared<TimelinessOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "timeliness",
      "报送时效：迟报、漏报 / how promptly and completely a source delivers");
  command->add_option("--source", options->source, "来源标识")->required();
  command->add_option("--month", options->month, "YYYY-MM")->required();
  command->add_flag("--csv", options->csv, "每类一行 / a line for each kind");
  AddParsed(*command, "--out", options->out, NewFileArgument,
            "签名的月报存为文件 / where to keep the signed statement");
  command->footer(
      "Example: creditproof timeliness --source penalties --month 2026-11 "
      "--out penalties-2026-11.statement");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunTimeliness(tool, *options); };
  });
}

}  // namespace creditproof::tool
