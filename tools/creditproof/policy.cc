// creditproof policy: which rules verdicts follow, and how they are changed.
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/policy_service.grpc.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/connection.h"
#include "tools/creditproof/policy_output.h"
#include "tools/creditproof/policy_try.h"
#include "tools/creditproof/tool.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::PolicyProposal;
using ingestion::v1::PolicyService;

constexpr absl::Duration kPatience = absl::Seconds(20);

struct PolicyOptions {
  std::string id;  // of a policy or a proposal
  std::uint32_t version = 0;
  std::string file;
  std::string reason;
  bool dry_run = false;
  bool all = false;
};

template <typename Request, typename Response>
absl::StatusOr<Response> Call(
    const Tool& tool,
    grpc::Status (PolicyService::Stub::*method)(grpc::ClientContext*,
                                                const Request&, Response*),
    const Request& request) {
  ASSIGN_OR_RETURN(const Connection connection,
                   Connection::Open(tool.config_file));
  return connection.ingestion().Call(kWholePartition, method, request,
                                     absl::Now() + kPatience);
}

absl::StatusOr<int> Show(const Tool& tool, const PolicyOptions& options) {
  ingestion::v1::GetPolicyRequest request;
  request.set_policy_id(options.id);
  request.set_version(options.version);
  ASSIGN_OR_RETURN(const auto policy,
                   Call(tool, &PolicyService::Stub::GetPolicy, request));
  PrintPolicyAsFile(tool, policy);
  return 0;
}

absl::StatusOr<int> List(const Tool& tool, const PolicyOptions&) {
  ingestion::v1::ListPoliciesRequest request;
  do {
    ASSIGN_OR_RETURN(const auto page,
                     Call(tool, &PolicyService::Stub::ListPolicies, request));
    for (const auto& policy : page.policies()) PrintPolicy(tool, policy);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> Propose(const Tool& tool, const PolicyOptions& options) {
  ingestion::v1::ProposePolicyRequest request;
  ASSIGN_OR_RETURN(*request.mutable_text(), base::ReadFile(options.file));
  request.set_reason(options.reason);
  request.set_validate_only(options.dry_run);
  ASSIGN_OR_RETURN(const PolicyProposal proposal,
                   Call(tool, &PolicyService::Stub::ProposePolicy, request));
  PrintProposal(tool, proposal);
  return 0;
}

absl::StatusOr<int> ListProposals(const Tool& tool,
                                  const PolicyOptions& options) {
  ingestion::v1::ListPolicyProposalsRequest request;
  if (!options.all) request.set_state(PolicyProposal::STATE_OPEN);
  do {
    ASSIGN_OR_RETURN(
        const auto page,
        Call(tool, &PolicyService::Stub::ListPolicyProposals, request));
    for (const auto& proposal : page.proposals()) PrintProposal(tool, proposal);
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return 0;
}

absl::StatusOr<int> Approve(const Tool& tool, const PolicyOptions& options) {
  ingestion::v1::ApprovePolicyRequest request;
  request.set_proposal_id(options.id);
  ASSIGN_OR_RETURN(const PolicyProposal proposal,
                   Call(tool, &PolicyService::Stub::ApprovePolicy, request));
  PrintProposal(tool, proposal);
  return 0;
}

absl::StatusOr<int> Reject(const Tool& tool, const PolicyOptions& options) {
  ingestion::v1::RejectPolicyRequest request;
  request.set_proposal_id(options.id);
  request.set_reason(options.reason);
  ASSIGN_OR_RETURN(const PolicyProposal proposal,
                   Call(tool, &PolicyService::Stub::RejectPolicy, request));
  PrintProposal(tool, proposal);
  return 0;
}

using Run = absl::StatusOr<int> (*)(const Tool&, const PolicyOptions&);
using Options = std::shared_ptr<PolicyOptions>;

// A command of `policy`, with what it adds to `options`.
CLI::App& Add(Tool& tool, CLI::App& parent, const std::string& name,
              const std::string& description, const std::string& example,
              Options options, Run run) {
  CLI::App* command = parent.add_subcommand(name, description);
  command->footer(absl::StrCat("Example: creditproof policy ", example));
  command->callback([&tool, run, options] {
    tool.run = [&tool, run, options] { return run(tool, *options); };
  });
  return *command;
}

void AddShow(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App& command =
      Add(tool, parent, "show",
          "查看政策全文，缺省为现行政策 / shows one, as a file to change",
          "show > policy.textproto", options, Show);
  command.add_option("id", options->id, "政策标识 policy_id");
  command.add_option("version", options->version, "版本，缺省为最近生效的");
}

void AddPropose(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App& command = Add(
      tool, parent, "propose", "提出新政策，由另一名管理员批准 / proposes one",
      "propose national-2025.textproto --reason \"发改财金〔2025〕565号\"",
      options, Propose);
  command.add_option("file", options->file, "政策，文本格式 policy.v1.Policy")
      ->required();
  command.add_option("--reason", options->reason, "理由 why")->required();
  command.add_flag("--dry-run", options->dry_run,
                   "只检查，不提出 / checks and changes nothing");
}

void AddProposals(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App& command =
      Add(tool, parent, "proposals", "列出待批准的提案 / lists open proposals",
          "proposals", options, ListProposals);
  command.add_flag("--all", options->all, "也列出已处理的 closed ones too");
}

void AddApprove(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App& command =
      Add(tool, parent, "approve",
          "批准提案，政策即时生效；不能由提出者批准 / puts a proposal in force",
          "approve 0123456789abcdef0123456789abcdef", options, Approve);
  command.add_option("proposal", options->id, "提案编号")->required();
}

void AddReject(Tool& tool, CLI::App& parent) {
  auto options = std::make_shared<PolicyOptions>();
  CLI::App& command = Add(
      tool, parent, "reject", "否决或撤回提案 / rejects one, or takes it back",
      "reject 0123456789abcdef0123456789abcdef --reason 不妥", options, Reject);
  command.add_option("proposal", options->id, "提案编号")->required();
  command.add_option("--reason", options->reason, "理由 why")->required();
}

}  // namespace

void AddPolicy(Tool& tool) {
  CLI::App* command = tool.app.add_subcommand(
      "policy", "出具政策 / which rules verdicts follow");
  command->require_subcommand(1);
  AddShow(tool, *command);
  Add(tool, *command, "list", "列出历次政策 / lists all that were in force",
      "list", std::make_shared<PolicyOptions>(), List);
  AddPolicyTry(tool, *command);
  AddPropose(tool, *command);
  AddProposals(tool, *command);
  AddApprove(tool, *command);
  AddReject(tool, *command);
}

}  // namespace creditproof::tool
