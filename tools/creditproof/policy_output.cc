#include "tools/creditproof/policy_output.h"

#include <google/protobuf/text_format.h>
#include <google/protobuf/util/json_util.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

using ingestion::v1::ActivatedPolicy;
using ingestion::v1::PolicyAlert;
using ingestion::v1::PolicyProposal;
using policy::v1::Policy;

Json ContentJson(const Policy& policy) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.always_print_primitive_fields = true;
  std::string text;
  if (!google::protobuf::util::MessageToJsonString(policy, &text, options)
           .ok()) {
    return Json::object();
  }
  return Json::parse(text);
}

Json PolicyJson(const ActivatedPolicy& policy) {
  Json json = {{"policy_id", policy.policy().policy_id()},
               {"version", policy.policy().version()},
               {"in_force", policy.in_force()},
               {"activate_time", TimeText(policy.activate_time())},
               {"proposer", policy.proposer()},
               {"approver", policy.approver()},
               {"alerts", Json::array()},
               {"policy", ContentJson(policy.policy())}};
  for (const PolicyAlert& alert : policy.alerts()) {
    json["alerts"].push_back(
        {{"kind", Identifier(PolicyAlert::Kind_Name(alert.kind()), "KIND_")},
         {"message", alert.message()}});
  }
  return json;
}

Json ProposalJson(const PolicyProposal& proposal) {
  return {{"proposal", proposal.proposal_id()},
          {"state",
           Identifier(PolicyProposal::State_Name(proposal.state()), "STATE_")},
          {"policy_id", proposal.policy().policy_id()},
          {"version", proposal.policy().version()},
          {"proposer", proposal.proposer()},
          {"propose_time", TimeText(proposal.propose_time())},
          {"reason", proposal.reason()},
          {"replaces", absl::StrCat(proposal.replaced_policy_id(), " ",
                                    proposal.replaced_version())},
          {"differences", proposal.differences()},
          {"closer", proposal.closer()},
          {"close_time", TimeText(proposal.close_time())},
          {"close_reason", proposal.close_reason()}};
}

absl::string_view StateText(PolicyProposal::State state) {
  switch (state) {
    case PolicyProposal::STATE_OPEN:
      return "待批准 open";
    case PolicyProposal::STATE_APPROVED:
      return "已批准 approved";
    case PolicyProposal::STATE_REJECTED:
      return "已否决 rejected";
    default:
      return "";
  }
}

}  // namespace

void PrintPolicy(const Tool& tool, const ActivatedPolicy& policy) {
  if (tool.json) return PrintJson(PolicyJson(policy));
  const std::string who = policy.proposer().empty()
                              ? "安装时启用 initial"
                              : absl::StrCat(policy.proposer(), " 提出，",
                                             policy.approver(), " 批准");
  PrintLine(absl::StrCat(policy.policy().policy_id(), "  第 ",
                         policy.policy().version(), " 版  ",
                         TimeText(policy.activate_time()), " 生效  ", who,
                         policy.in_force() ? "  现行 in force" : ""));
  for (const PolicyAlert& alert : policy.alerts()) {
    PrintLine(absl::StrCat("  注意 ", alert.message()));
  }
}

void PrintPolicyAsFile(const Tool& tool, const ActivatedPolicy& policy) {
  if (tool.json) return PrintJson(PolicyJson(policy));
  google::protobuf::TextFormat::Printer printer;
  printer.SetUseUtf8StringEscaping(true);
  std::string text;
  printer.PrintToString(policy.policy(), &text);
  for (const PolicyAlert& alert : policy.alerts()) {
    text = absl::StrCat("# ", alert.message(), "\n", text);
  }
  PrintLine(
      absl::StrCat("# proto-file: creditproof/policy/v1/policy.proto\n"
                   "# proto-message: creditproof.policy.v1.Policy\n",
                   text));
}

void PrintProposal(const Tool& tool, const PolicyProposal& proposal) {
  if (tool.json) return PrintJson(ProposalJson(proposal));
  PrintLine(absl::StrCat(
      proposal.proposal_id(), "  ", proposal.policy().policy_id(), "  第 ",
      proposal.policy().version(), " 版  ", StateText(proposal.state())));
  PrintLine(absl::StrCat("  提出 proposed: ", proposal.proposer(), "  ",
                         TimeText(proposal.propose_time()), "  ",
                         proposal.reason()));
  if (!proposal.closer().empty()) {
    PrintLine(absl::StrCat("  处理 closed:   ", proposal.closer(), "  ",
                           TimeText(proposal.close_time()), "  ",
                           proposal.close_reason()));
  }
  PrintLine(absl::StrCat("  与 ", proposal.replaced_policy_id(), " 第 ",
                         proposal.replaced_version(),
                         " 版的差别 differences:"));
  for (const std::string& difference : proposal.differences()) {
    PrintLine(absl::StrCat("    ", difference));
  }
}

}  // namespace creditproof::tool
