// creditproof preview: what a report would say, as a file that proves nothing.
#include <memory>

#include "absl/strings/str_cat.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/asked_options.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using report::v1::PreviewReportRequest;
using report::v1::PreviewReportResponse;
using report::v1::ReportService;

constexpr absl::Duration kPatience = absl::Seconds(30);

absl::StatusOr<PreviewReportRequest> MakeRequest(const Connection& connection,
                                                 const AskedOptions& options) {
  auto request = options.ToRequest<PreviewReportRequest>();
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  return request;
}

absl::StatusOr<int> RunPreview(const Tool& tool, const AskedOptions& options) {
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

}  // namespace

void AddPreview(Tool& tool) {
  auto options = std::make_shared<AskedOptions>();
  CLI::App* command = tool.app.add_subcommand(
      "preview", "预览报告，不出具 / shows what a report would say");
  AddAskedOptions(*command, *options)->required();
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
