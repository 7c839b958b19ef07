// creditproof verify: is this report genuine, unaltered, and does it still
// hold?
#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "creditproof/report/v1/report_data.pb.h"
#include "creditproof/verification/v1/verification_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/report/scanner.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"
#include "tools/creditproof/verify_offline.h"

namespace creditproof::tool {
namespace {

using verification::v1::Authenticity;
using verification::v1::VerificationService;
using verification::v1::VerifyReportRequest;
using verification::v1::VerifyReportResponse;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct VerifyOptions {
  std::string file;
  std::optional<std::string> number;
  std::optional<std::string> qr_text;
  bool offline = false;
  std::string keys;
};

// Any instance can tell that something is no report of ours; only the one of
// the report's partition knows it when it is.
std::uint32_t PartitionOfQr(const Connection& connection,
                            absl::string_view qr_text) {
  const auto bytes = claim::ClaimBytes(qr_text);
  if (!bytes.ok()) return 0;
  const auto claim = claim::ParseClaim(*bytes);
  if (!claim.ok()) return 0;
  return claim->number.PartitionUnder(connection.partition_count());
}

std::uint32_t PartitionOfNumber(const Connection& connection,
                                absl::string_view text) {
  const auto number = claim::ReportNumber::Parse(text);
  return number.ok() ? number->PartitionUnder(connection.partition_count()) : 0;
}

std::uint32_t PartitionOf(const Connection& connection,
                          const VerifyReportRequest& request) {
  if (request.has_report_number()) {
    return PartitionOfNumber(connection, request.report_number());
  }
  if (request.has_qr_text()) {
    return PartitionOfQr(connection, request.qr_text());
  }
  // Without issuers nothing is proven; the file still says which it claims to
  // be.
  return PartitionOfQr(connection, report::ScanPdf(request.pdf(), {}).qr_text);
}

absl::StatusOr<VerifyReportRequest> Presented(const VerifyOptions& options) {
  VerifyReportRequest request;
  if (options.number.has_value()) {
    request.set_report_number(*options.number);
  } else if (options.qr_text.has_value()) {
    request.set_qr_text(*options.qr_text);
  } else {
    ASSIGN_OR_RETURN(*request.mutable_pdf(), base::ReadFile(options.file));
  }
  return request;
}

absl::StatusOr<VerifyReportResponse> VerifyOnline(
    const Tool& tool, const VerifyReportRequest& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  return connection.verification().Call(
      PartitionOf(connection, request),
      &VerificationService::Stub::VerifyReport, request,
      absl::Now() + kPatience);
}

absl::StatusOr<VerifyReportResponse> VerifyOffline(
    const VerifyOptions& options, const VerifyReportRequest& request) {
  ASSIGN_OR_RETURN(const report::IssuerKeys keys,
                   report::LoadIssuerKeys(options.keys));
  return request.has_pdf() ? VerifyPdfOffline(request.pdf(), keys)
                           : VerifyQrOffline(request.qr_text(), keys);
}

std::string Name(Authenticity authenticity) {
  return Identifier(verification::v1::Authenticity_Name(authenticity),
                    "AUTHENTICITY_");
}

Json ResponseJson(const VerifyReportResponse& response) {
  Json json = {{"verdict", absl::StrFormat("%02d", response.authenticity())},
               {"name", Name(response.authenticity())},
               {"message", response.message()}};
  if (!response.has_issued()) return json;
  const auto& issued = response.issued();
  json["number"] = issued.report_number();
  json["subject"] = issued.credit_code();
  json["subject_name"] = issued.subject_name();
  json["issue_time"] = TimeText(issued.issue_time());
  json["period_start_date"] = issued.period_start_date();
  json["period_end_date"] = issued.period_end_date();
  json["outcome"] = Identifier(
      report::v1::ReportData::Outcome_Name(issued.outcome()), "OUTCOME_");
  json["record_count"] = issued.record_count();
  return json;
}

void Print(const VerifyReportResponse& response) {
  PrintLine(absl::StrFormat("%02d %s  %s", response.authenticity(),
                            Name(response.authenticity()), response.message()));
  if (!response.has_issued()) return;
  const auto& issued = response.issued();
  PrintLine(absl::StrCat("报告编号 number: ", issued.report_number()));
  PrintLine(absl::StrCat("主体 subject: ", issued.credit_code(), "  ",
                         issued.subject_name()));
  PrintLine(absl::StrCat("出具时间 issued: ", TimeText(issued.issue_time()),
                         "，期间 period: ", issued.period_start_date(), " 至 ",
                         issued.period_end_date()));
}

int ExitStatus(Authenticity authenticity) {
  switch (authenticity) {
    case verification::v1::AUTHENTICITY_GENUINE:
      return 0;
    case verification::v1::AUTHENTICITY_CHANGED_SINCE:
    case verification::v1::AUTHENTICITY_SUPERSEDED:
    case verification::v1::AUTHENTICITY_REVOKED:
      return 4;
    case verification::v1::AUTHENTICITY_ALTERED:
    case verification::v1::AUTHENTICITY_TRANSPLANTED:
    case verification::v1::AUTHENTICITY_UNREGISTERED:
    case verification::v1::AUTHENTICITY_NOT_ISSUED:
    case verification::v1::AUTHENTICITY_UNREADABLE:
      return 3;
    default:
      return 5;
  }
}

absl::StatusOr<int> RunVerify(const Tool& tool, const VerifyOptions& options) {
  ASSIGN_OR_RETURN(const VerifyReportRequest request, Presented(options));
  ASSIGN_OR_RETURN(const VerifyReportResponse response,
                   options.offline ? VerifyOffline(options, request)
                                   : VerifyOnline(tool, request));
  if (tool.json) {
    PrintJson(ResponseJson(response));
  } else {
    Print(response);
  }
  return ExitStatus(response.authenticity());
}

// One thing is presented; off line, something that carries a signature.
void AddOptions(CLI::App& command, VerifyOptions& options) {
  CLI::Option_group& presented =
      *command.add_option_group("presented", "三者之一 / one of these");
  presented.add_option("file", options.file, "PDF 文件");
  CLI::Option* number =
      presented.add_option("--number", options.number, "报告编号");
  presented.add_option("--qr", options.qr_text, "二维码内容");
  presented.require_option(1);
  CLI::Option* keys = command.add_option("--keys", options.keys,
                                         "公钥目录 the issuer's public keys");
  command
      .add_flag("--offline", options.offline,
                "脱机核验，只用公钥 / asks nobody")
      ->needs(keys)
      ->excludes(number);
}

}  // namespace

void AddVerify(Tool& tool) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* command =
      tool.app.add_subcommand("verify", "核验报告 / verifies a report");
  AddOptions(*command, *options);
  command->footer(
      "Example: creditproof verify report.pdf\n"
      "         creditproof verify --qr \"$(zbarimg -q --raw page.png)\" "
      "--offline --keys keys\n"
      "Exit status: 0 genuine, 3 not genuine or altered, 4 genuine but "
      "changed since, superseded or revoked, 5 cannot tell");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunVerify(tool, *options); };
  });
}

}  // namespace creditproof::tool
