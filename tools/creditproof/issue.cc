// creditproof issue: a signed report, or what stands in its way.
#include <iostream>
#include <memory>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/asked_options.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/grant_option.h"
#include "tools/creditproof/request_id.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verdict_output.h"

namespace creditproof::tool {
namespace {

using report::v1::IssueReportRequest;
using report::v1::IssueReportResponse;
using report::v1::ReportService;

constexpr absl::Duration kPatience = absl::Seconds(30);

struct IssueOptions {
  AskedOptions asked;
  std::string replaces;
  GrantOption grant;
  std::string request_id;
};

absl::StatusOr<IssueReportRequest> MakeRequest(const Connection& connection,
                                               const IssueOptions& options) {
  auto request = options.asked.ToRequest<IssueReportRequest>();
  request.set_request_id(options.request_id);
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   GroundFor(connection, *options.asked.code, options.grant));
  request.set_replaces(options.replaces);
  return request;
}

Json ResponseJson(const IssueOptions& options,
                  const IssueReportResponse& response) {
  Json json = VerdictJson(*options.asked.code, response.verdict());
  json["request_id"] = options.request_id;
  if (!response.has_report()) return json;
  json["number"] = response.report().report_number();
  json["issue_time"] = TimeText(response.report().issue_time());
  json["path"] = options.asked.out;
  json["sha256"] = absl::BytesToHexString(response.report().pdf_sha256());
  json["qr_text"] = response.report().qr_text();
  json["record_count"] = response.report().record_count();
  return json;
}

void PrintReport(const IssueOptions& options,
                 const IssueReportResponse& response) {
  const report::v1::Report& report = response.report();
  PrintLine(absl::StrCat("报告编号 number: ", report.report_number()));
  PrintLine(absl::StrCat("出具时间 issued: ", TimeText(report.issue_time())));
  PrintLine(absl::StrCat("文件 file: ", options.asked.out, " (",
                         report.pdf_size_bytes(), " bytes)"));
  if (report.record_count() == 0) return;
  PrintLine(absl::StrCat("列明记录 records stated: ", report.record_count(),
                         " 条，其中已修复 ", response.verdict().repaired_size(),
                         " 条"));
}

absl::StatusOr<int> RunIssue(const Tool& tool, const IssueOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const IssueReportRequest request,
                   MakeRequest(connection, options));
  const absl::StatusOr<IssueReportResponse> response =
      connection.report_rendering().Call(
          connection.PartitionOf(*options.asked.code),
          &ReportService::Stub::IssueReport, request, absl::Now() + kPatience);
  // Whatever else is the matter, the same request would end in the same way.
  if (absl::IsUnavailable(response.status()) ||
      absl::IsDeadlineExceeded(response.status())) {
    std::cerr << "同一申请可用 --request-id " << options.request_id
              << " 再次提交，不会重复出具 / try again with the same id"
              << std::endl;
  }
  RETURN_IF_ERROR(response.status());
  if (response->has_report()) {
    RETURN_IF_ERROR(base::WriteFile(options.asked.out, response->pdf()));
  }
  if (tool.json) {
    PrintJson(ResponseJson(options, *response));
  } else {
    PrintVerdict(*options.asked.code, response->verdict());
    if (response->has_report()) PrintReport(options, *response);
  }
  return response->has_report() ? 0 : VerdictExitStatus(response->verdict());
}

void AddOptions(CLI::App& command, IssueOptions& options) {
  AddAskedOptions(command, options.asked)
      ->description("应用场景，依授权出具的除外 / scenario, unless on a grant");
  command.add_option("--replaces", options.replaces,
                     "被本次报告替代的报告编号 / the report it replaces");
  AddGrantOption(command, options.grant);
  command.add_option("--request-id", options.request_id,
                     "申请编号（UUID），重试时相同则得到同一份报告");
}

}  // namespace

void AddIssue(Tool& tool) {
  auto options = std::make_shared<IssueOptions>();
  options->request_id = RandomRequestId();
  CLI::App* command =
      tool.app.add_subcommand("issue", "出具报告 / issues a report");
  AddOptions(*command, *options);
  command->footer(
      "Example: creditproof issue 91230103TE00000103 --scenario 融资上市类 "
      "--out report.pdf\n"
      "         creditproof issue 91230103TE00000103 --grant "
      "0R1ZK6X9V2M4T8QWA --code 7H2QK0N4XW9V1B6TC --out report.pdf\n"
      "Exit status: 0 issued, 3 RECORDS_FOUND, 4 NOT_APPLICABLE, "
      "5 UNDETERMINED\n"
      "Under a policy of the edition WITH_OR_WITHOUT a report that lists the "
      "records is issued, too: 0");
  command->callback([&tool, options] {
    if (!options->grant.given() && options->asked.scenario == 0) {
      throw CLI::RequiredError("--scenario");
    }
    tool.run = [&tool, options] { return RunIssue(tool, *options); };
  });
}

}  // namespace creditproof::tool
