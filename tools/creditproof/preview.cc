// creditproof preview: what a report would say, as a file that proves nothing.
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReportService;

constexpr absl::Duration kPatience = absl::Seconds(30);

struct PreviewOptions {
  std::optional<CreditCode> code;
  record::v1::Scenario scenario{};
  std::vector<record::v1::Area> areas;
  std::string from;
  std::string to;
  std::string purpose;
  std::string receiver;
  std::string out;
};

absl::StatusOr<PreviewReportRequest> MakeRequest(
    const Connection& connection, const PreviewOptions& options) {
  PreviewReportRequest request;
  request.set_parent(record::SubjectName(*options.code));
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  request.set_scenario(options.scenario);
  request.mutable_areas()->Assign(options.areas.begin(), options.areas.end());
  request.set_period_start_date(options.from);
  request.set_period_end_date(options.to);
  request.set_purpose(options.purpose);
  request.set_receiver(options.receiver);
  return request;
}

absl::StatusOr<int> RunPreview(const Tool& tool,
                               const PreviewOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const PreviewReportRequest request,
                   MakeRequest(connection, options));
  ASSIGN_OR_RETURN(
      const PreviewReportResponse response,
      connection.report_rendering().Call(connection.PartitionOf(*options.code),
                                         &ReportService::Stub::PreviewReport,
                                         request, absl::Now() + kPatience));
  const bool shown = !response.pdf().empty();
  if (shown) RETURN_IF_ERROR(base::WriteFile(options.out, response.pdf()));
  if (tool.json) {
    Json json = VerdictJson(*options.code, response.verdict());
    if (shown) json["path"] = options.out;
    PrintJson(json);
  } else {
    PrintVerdict(*options.code, response.verdict());
    if (shown) PrintLine(absl::StrCat("预览文件 preview: ", options.out));
  }
  return shown ? 0 : VerdictExitStatus(response.verdict());
}

void AddOptions(CLI::App& command, PreviewOptions& options) {
  AddParsed(command, "code", options.code, CodeArgument, "统一社会信用代码")
      ->required();
  AddParsed(command, "--scenario", options.scenario, ScenarioArgument,
            "应用场景 scenario")
      ->required();
  AddParsed(command, "--areas", options.areas, AreasArgument,
            "领域，逗号分隔，缺省为全部 / areas, all when left out");
  AddParsed(command, "--from", options.from, DateArgument,
            "起始日期 first day, YYYY-MM-DD");
  AddParsed(command, "--to", options.to, DateArgument,
            "截止日期 last day, YYYY-MM-DD");
  command.add_option("--purpose", options.purpose, "用途说明，印在报告上");
  command.add_option("--receiver", options.receiver, "接收单位，印在报告上");
  AddParsed(command, "--out", options.out, NewFileArgument,
            "PDF 文件 the file to write")
      ->required();
}

}  // namespace

void AddPreview(Tool& tool) {
  auto options = std::make_shared<PreviewOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "preview", "预览报告，不出具 / shows what a report would say");
  AddOptions(*command, *options);
  command->footer(
      "Example: creditproof preview 91230103TE00000103 --scenario 融资上市类 "
      "--out preview.pdf\n"
      "The file bears 预览 on each page and proves nothing.\n"
      "Exit status: 0 a report would be issued, 3 RECORDS_FOUND, "
      "4 NOT_APPLICABLE, 5 UNDETERMINED");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunPreview(tool, *options); };
  });
}

}  // namespace creditproof::tool
