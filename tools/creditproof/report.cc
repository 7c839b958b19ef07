// creditproof report: past reports, listed, looked up and fetched again.
#include <memory>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/report/v1/report_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/record/catalogue.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/grant_option.h"
#include "tools/creditproof/moment.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/report_presented.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using report::v1::DownloadReportRequest;
using report::v1::GetReportDataRequest;
using report::v1::GetReportRequest;
using report::v1::ListReportsRequest;
using report::v1::Report;
using report::v1::ReportService;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct ReportOptions {
  std::optional<CreditCode> code;
  std::string number;
  GrantOption grant;
  std::string out;
  std::optional<google::protobuf::Timestamp> from;
  std::optional<google::protobuf::Timestamp> to;
  record::v1::Scenario scenario{};
};

Json ReportJson(const Report& report) {
  return {{"name", report.name()},
          {"number", report.report_number()},
          {"issue_time", TimeText(report.issue_time())},
          {"scenario", Identifier(record::v1::Scenario_Name(report.scenario()),
                                  "SCENARIO_")},
          {"receiver", report.receiver()},
          {"replaces", report.replaces()},
          {"record_count", report.record_count()},
          {"keep_until_time", TimeText(report.keep_until_time())},
          {"sha256", absl::BytesToHexString(report.pdf_sha256())}};
}

void Print(const Report& report) {
  PrintLine(absl::StrCat(
      report.report_number(), "  ", TimeText(report.issue_time()), "  ",
      record::ChineseName(report.scenario()),
      "  列明记录 records: ", report.record_count(), "  ", report.receiver()));
}

// The request for the report that the options name.
template <typename Request>
absl::StatusOr<Request> Named(const Connection& connection,
                              const ReportOptions& options) {
  Request request;
  request.set_name(absl::StrCat(record::SubjectName(*options.code), "/reports/",
                                options.number));
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   GroundFor(connection, *options.code, options.grant));
  return request;
}

absl::StatusOr<int> RunList(const Tool& tool, const ReportOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ListReportsRequest request;
  request.set_parent(record::SubjectName(*options.code));
  if (options.from.has_value()) *request.mutable_start_time() = *options.from;
  if (options.to.has_value()) *request.mutable_end_time() = *options.to;
  request.set_scenario(options.scenario);
  do {
    ASSIGN_OR_RETURN(*request.mutable_ground(),
                     connection.GroundFor(*options.code));
    ASSIGN_OR_RETURN(const auto page, connection.report_rendering().Call(
                                          connection.PartitionOf(*options.code),
                                          &ReportService::Stub::ListReports,
                                          request, absl::Now() + kPatience));
    for (const Report& report : page.reports()) {
      tool.json ? PrintJson(ReportJson(report)) : Print(report);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

// Also of a report whose bytes are no longer kept.
absl::StatusOr<int> RunGet(const Tool& tool, const ReportOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const auto request,
                   Named<GetReportRequest>(connection, options));
  ASSIGN_OR_RETURN(
      const Report report,
      connection.report_rendering().Call(connection.PartitionOf(*options.code),
                                         &ReportService::Stub::GetReport,
                                         request, absl::Now() + kPatience));
  tool.json ? PrintJson(ReportJson(report)) : Print(report);
  return 0;
}

absl::StatusOr<int> RunDownload(const Tool& tool,
                                const ReportOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const auto request,
                   Named<DownloadReportRequest>(connection, options));
  ASSIGN_OR_RETURN(const auto answer, connection.report_rendering().Call(
                                          connection.PartitionOf(*options.code),
                                          &ReportService::Stub::DownloadReport,
                                          request, absl::Now() + kPatience));
  RETURN_IF_ERROR(base::WriteFile(options.out, answer.pdf()));
  tool.json ? PrintJson(ReportJson(answer.report())) : Print(answer.report());
  return 0;
}

absl::StatusOr<int> RunData(const Tool& tool, const ReportOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ASSIGN_OR_RETURN(const auto request,
                   Named<GetReportDataRequest>(connection, options));
  ASSIGN_OR_RETURN(const auto answer, connection.report_rendering().Call(
                                          connection.PartitionOf(*options.code),
                                          &ReportService::Stub::GetReportData,
                                          request, absl::Now() + kPatience));
  if (options.out.empty()) {
    PrintLine(answer.json());
    return 0;
  }
  RETURN_IF_ERROR(base::WriteFile(options.out, answer.json()));
  return 0;
}

void AddSubject(CLI::App& command, ReportOptions& options) {
  AddParsed(command, "subject", options.code, CodeArgument, "统一社会信用代码")
      ->required();
}

void AddName(CLI::App& command, ReportOptions& options) {
  AddSubject(command, options);
  command.add_option("number", options.number, "报告编号")->required();
  AddGrantOption(command, options.grant);
}

void AddList(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = parent.add_subcommand(
      "list", "列出已出具的报告，最新的在前 / newest first");
  AddSubject(*command, *options);
  AddParsed(*command, "--from", options->from, BeginArgument,
            "出具于此日或此时起 / issued from then on");
  AddParsed(*command, "--to", options->to, EndArgument,
            "出具于此日止或此时前 / issued until then");
  AddParsed(*command, "--scenario", options->scenario, ScenarioArgument,
            "应用场景 scenario");
  command->footer(
      "Example: creditproof report list 91230103TE00000103 --from 2026-01-01");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunList(tool, *options); };
  });
}

void AddGet(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = parent.add_subcommand(
      "get", "报告的要点，不含文件 / what is known of one, without its file");
  AddName(*command, *options);
  command->footer(
      "Example: creditproof report get 91230103TE00000103 "
      "S50B0S2DDZDPHZRK1 --json");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunGet(tool, *options); };
  });
}

void AddDownload(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = parent.add_subcommand(
      "download", "重新下载报告，与原件逐字节相同 / byte for byte");
  AddName(*command, *options);
  AddParsed(*command, "--out", options->out, NewFileArgument,
            "PDF 文件 the file to write")
      ->required();
  command->footer(
      "Example: creditproof report download 91230103TE00000103 "
      "S50B0S2DDZDPHZRK1 --out report.pdf");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunDownload(tool, *options); };
  });
}

void AddData(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<ReportOptions>();
  CLI::App* command = parent.add_subcommand(
      "data", "报告所附数据的 JSON / what the report says, as JSON");
  AddName(*command, *options);
  AddParsed(*command, "--out", options->out, NewFileArgument,
            "JSON 文件，缺省为标准输出 / the file to write");
  command->footer(
      "Example: creditproof report data 91230103TE00000103 "
      "S50B0S2DDZDPHZRK1");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunData(tool, *options); };
  });
}

}  // namespace

void AddReport(Tool& tool) {
  CLI::App* command =
      tool.app.add_subcommand("report", "已出具的报告 / past reports");
  command->require_subcommand(1);
  AddList(tool, *command);
  AddGet(tool, *command);
  AddDownload(tool, *command);
  AddData(tool, *command);
  AddReportPresented(tool, *command);
}

}  // namespace creditproof::tool
