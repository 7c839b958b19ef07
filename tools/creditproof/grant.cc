// creditproof grant: a subject lets a receiver fetch its report (合规一码通).
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/report/v1/grant_service.grpc.pb.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "tools/creditproof/arguments.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/grant_output.h"
#include "tools/creditproof/moment.h"
#include "tools/creditproof/output.h"
#include "tools/creditproof/request_id.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using report::v1::CreateGrantRequest;
using report::v1::Grant;
using report::v1::GrantService;
using report::v1::ListGrantsRequest;
using report::v1::RevokeGrantRequest;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct GrantOptions {
  std::optional<CreditCode> code;
  record::v1::Scenario scenario{};
  std::vector<record::v1::Area> areas;
  std::string grant_id;
  CreateGrantRequest request;
};

absl::StatusOr<int> RunCreate(const Tool& tool, const GrantOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  CreateGrantRequest request = options.request;
  request.set_parent(record::SubjectName(*options.code));
  request.mutable_grant()->set_scenario(options.scenario);
  request.mutable_grant()->mutable_areas()->Assign(options.areas.begin(),
                                                   options.areas.end());
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  ASSIGN_OR_RETURN(const auto made, connection.report_rendering().Call(
                                        connection.PartitionOf(*options.code),
                                        &GrantService::Stub::CreateGrant,
                                        request, absl::Now() + kPatience));
  if (tool.json) {
    Json json = GrantJson(made.grant());
    json["code"] = made.code();
    PrintJson(json);
    return 0;
  }
  PrintGrant(made.grant());
  PrintLine(absl::StrCat("  提取码 code: ", made.code(),
                         "（只显示这一次，请告知接收单位 told this once）"));
  return 0;
}

absl::StatusOr<int> RunList(const Tool& tool, const CreditCode& code) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  ListGrantsRequest request;
  request.set_parent(record::SubjectName(code));
  do {
    ASSIGN_OR_RETURN(*request.mutable_ground(), connection.GroundFor(code));
    ASSIGN_OR_RETURN(const auto page, connection.report_rendering().Call(
                                          connection.PartitionOf(code),
                                          &GrantService::Stub::ListGrants,
                                          request, absl::Now() + kPatience));
    for (const Grant& grant : page.grants()) {
      tool.json ? PrintJson(GrantJson(grant)) : PrintGrant(grant);
    }
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> RunRevoke(const Tool& tool, const GrantOptions& options) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  RevokeGrantRequest request;
  request.set_name(absl::StrCat(record::SubjectName(*options.code), "/grants/",
                                options.grant_id));
  ASSIGN_OR_RETURN(*request.mutable_ground(),
                   connection.GroundFor(*options.code));
  ASSIGN_OR_RETURN(
      const Grant revoked,
      connection.report_rendering().Call(connection.PartitionOf(*options.code),
                                         &GrantService::Stub::RevokeGrant,
                                         request, absl::Now() + kPatience));
  tool.json ? PrintJson(GrantJson(revoked)) : PrintGrant(revoked);
  return 0;
}

void AddSubject(CLI::App& command, GrantOptions& options) {
  AddParsed(command, "subject", options.code, CodeArgument, "统一社会信用代码")
      ->required();
}

void AddCreateOptions(CLI::App& command, GrantOptions& options) {
  Grant& grant = *options.request.mutable_grant();
  AddSubject(command, options);
  command
      .add_option("--receiver", *grant.mutable_receiver_id(),
                  "接收单位 id，须已在平台登记 / who may fetch it")
      ->required();
  AddParsed(command, "--scenario", options.scenario, ScenarioArgument,
            "应用场景 scenario")
      ->required();
  AddParsed(command, "--until", *grant.mutable_end_time(), EndArgument,
            "有效期至，90 天以内 / a day or a time, within 90 days")
      ->required();
  AddParsed(command, "--areas", options.areas, AreasArgument,
            "领域，逗号分隔，缺省为全部 / areas, all when left out");
  AddParsed(command, "--from", *grant.mutable_period_start_date(), DateArgument,
            "起始日期 first day, YYYY-MM-DD");
  AddParsed(command, "--to", *grant.mutable_period_end_date(), DateArgument,
            "截止日期，缺省为使用当日 last day, YYYY-MM-DD");
  command.add_option("--purpose", *grant.mutable_purpose(),
                     "用途说明，印在报告上");
  command.add_option("--request-id", *options.request.mutable_request_id(),
                     "申请编号（UUID），重试时相同则得到同一授权");
}

void AddCreate(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<GrantOptions>();
  options->request.set_request_id(RandomRequestId());
  CLI::App* command = parent.add_subcommand(
      "create",
      "授权一个单位提取一次报告 / lets a receiver fetch a report once");
  AddCreateOptions(*command, *options);
  command->footer(
      "Example: creditproof grant create 91230103TE00000103 --receiver "
      "stock-exchange --scenario 融资上市类 --until 2026-12-31");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunCreate(tool, *options); };
  });
}

void AddList(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<GrantOptions>();
  CLI::App* command =
      parent.add_subcommand("list", "列出主体的授权 / a subject's grants");
  AddSubject(*command, *options);
  command->footer("Example: creditproof grant list 91230103TE00000103");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunList(tool, *options->code); };
  });
}

void AddRevoke(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<GrantOptions>();
  CLI::App* command =
      parent.add_subcommand("revoke", "撤回授权 / ends a grant at once");
  AddSubject(*command, *options);
  command->add_option("grant", options->grant_id, "授权编号，见 list")
      ->required();
  command->footer(
      "Example: creditproof grant revoke 91230103TE00000103 "
      "0R1ZK6X9V2M4T8QWA");
  command->callback([&tool, options] {
    tool.run = [&tool, options] { return RunRevoke(tool, *options); };
  });
}

}  // namespace

void AddGrant(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "grant", "授权接收单位提取报告（合规一码通） / consents of subjects");
  command->require_subcommand(1);
  AddCreate(tool, *command);
  AddList(tool, *command);
  AddRevoke(tool, *command);
}

}  // namespace creditproof::tool
