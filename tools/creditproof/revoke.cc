// creditproof revoke: reports that may not be relied on any more.
#include <memory>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/revocation_service.grpc.pb.h"
#include "creditproof/verification/v1/registry_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/claim/claim.h"
#include "libs/claim/report_number.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/decision_output.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::Decision;
using ingestion::v1::Revocation;
using ingestion::v1::RevocationService;
using verification::v1::RegistryService;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct RevokeOptions {
  std::optional<claim::ReportNumber> number;
  std::string id;
  std::string reason;
  bool all = false;
};

void Print(const Tool& tool, const Revocation& revocation) {
  if (tool.json) {
    Json json = DecisionJson(revocation.decision());
    json["number"] = revocation.report_number();
    json["subject"] = revocation.credit_code();
    return PrintJson(json);
  }
  PrintLine(
      absl::StrCat(revocation.report_number(), "  ", revocation.credit_code()));
  PrintDecision("撤销 revocation", revocation.decision());
}

template <typename Request, typename Response>
absl::StatusOr<Response> Call(
    const Connection& connection,
    grpc::Status (RevocationService::Stub::*method)(grpc::ClientContext*,
                                                    const Request&, Response*),
    const Request& request) {
  return connection.ingestion().Call(kWholePartition, method, request,
                                     absl::Now() + kPatience);
}

absl::Status NotIssued(const std::string& number) {
  return absl::NotFoundError(
      absl::StrCat("没有编号为 ", number,
                   " 的报告，不能撤销 / cannot be revoked: no report has the "
                   "number"));
}

// The subject of a report that was issued, by the registry: to verify it would
// count as a presentation.
absl::StatusOr<std::string> SubjectOf(const Connection& connection,
                                      const claim::ReportNumber& number) {
  verification::v1::GetRegisteredReportRequest request;
  request.set_report_number(number.text());
  const auto report = connection.verification().Call(
      number.PartitionUnder(connection.partition_count()),
      &RegistryService::Stub::GetRegisteredReport, request,
      absl::Now() + kPatience);
  if (absl::IsNotFound(report.status())) return NotIssued(number.text());
  RETURN_IF_ERROR(report.status());
  ASSIGN_OR_RETURN(const report::v1::ReportData data,
                   claim::ParseReportData(report->report_data()));
  return data.subject().credit_code();
}

absl::StatusOr<int> Propose(const Tool& tool, const RevokeOptions& options) {
  const claim::ReportNumber& number = *options.number;
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::ProposeRevocationRequest request;
  request.set_report_number(number.text());
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(*request.mutable_credit_code(),
                   SubjectOf(connection, number));
  ASSIGN_OR_RETURN(
      const Revocation revocation,
      Call(connection, &RevocationService::Stub::ProposeRevocation, request));
  Print(tool, revocation);
  return 0;
}

absl::StatusOr<int> Approve(const Tool& tool, const RevokeOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::ApproveRevocationRequest request;
  request.set_proposal_id(options.id);
  ASSIGN_OR_RETURN(
      const Revocation revocation,
      Call(connection, &RevocationService::Stub::ApproveRevocation, request));
  Print(tool, revocation);
  return 0;
}

absl::StatusOr<int> Reject(const Tool& tool, const RevokeOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::RejectRevocationRequest request;
  request.set_proposal_id(options.id);
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(
      const Revocation revocation,
      Call(connection, &RevocationService::Stub::RejectRevocation, request));
  Print(tool, revocation);
  return 0;
}

absl::StatusOr<int> List(const Tool& tool, const RevokeOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ingestion::v1::ListRevocationsRequest request;
  if (!options.all) request.set_state(Decision::STATE_OPEN);
  do {
    ASSIGN_OR_RETURN(
        const auto page,
        Call(connection, &RevocationService::Stub::ListRevocations, request));
    for (const Revocation& revocation : page.revocations()) {
      Print(tool, revocation);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

using Run = absl::StatusOr<int> (*)(const Tool&, const RevokeOptions&);
using Options = std::shared_ptr<RevokeOptions>;

// A command of `revoke`, with what it adds to `options`.
CLI::App& Add(Tool& tool, CLI::App& parent, const std::string& name,
              const std::string& description, const std::string& example,
              Options options, Run run) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->footer(absl::StrCat("Example: creditproof revoke ", example));
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
  return *command;
}

}  // namespace

void AddRevoke(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "revoke", "撤销已出具的报告 / revokes reports that were issued");
  command->require_subcommand(1);
  auto proposed = std::make_shared<RevokeOptions>();
  CLI::App& propose =
      Add(tool, *command, "propose",
          "提出撤销，由另一名管理员批准 / proposes to revoke one",
          "propose 5HGT-2QZJ-DSAY-Q5W6-X --reason 出具依据的登记信息有误",
          proposed, Propose);
  AddParsed(propose, "number", proposed->number, claim::ReportNumber::Parse,
            "报告编号")
      ->required();
  AddParsed(propose, "--reason", proposed->reason, WordsArgument,
            "理由，会告知核验的人 / why; whoever verifies is told")
      ->required();

  auto approved = std::make_shared<RevokeOptions>();
  Add(tool, *command, "approve",
      "批准撤销，即时生效；不能由提出者批准 / approves a proposal",
      "approve 0123456789abcdef0123456789abcdef", approved, Approve)
      .add_option("id", approved->id, "提案编号，见 list")
      ->required();

  auto rejected = std::make_shared<RevokeOptions>();
  CLI::App& reject =
      Add(tool, *command, "reject", "否决或撤回提案 / rejects a proposal",
          "reject 0123456789abcdef0123456789abcdef --reason 不妥", rejected,
          Reject);
  reject.add_option("id", rejected->id, "提案编号，见 list")->required();
  AddParsed(reject, "--reason", rejected->reason, WordsArgument, "理由 why")
      ->required();

  auto listed = std::make_shared<RevokeOptions>();
  Add(tool, *command, "list", "列出待批准的撤销 / lists open proposals",
      "list --all", listed, List)
      .add_flag("--all", listed->all, "也列出已处理的 closed ones too");
}

}  // namespace creditproof::tool
