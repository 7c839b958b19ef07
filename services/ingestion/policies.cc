#include "services/ingestion/policies.h"

#include <google/protobuf/util/message_differencer.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "libs/base/status_macros.h"
#include "libs/kv/big_endian.h"
#include "services/ingestion/families.h"
#include "services/ingestion/stored_message.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using google::protobuf::util::MessageDifferencer;
using v1::ActivatedPolicy;
using v1::PolicyProposal;

constexpr absl::string_view kPolicyPrefix = "a";
constexpr absl::string_view kProposalPrefix = "b";
constexpr absl::string_view kInForceKey = "q";

std::string PolicyKey(const policy::v1::Policy& policy) {
  return absl::StrCat(kPolicyPrefix, policy.policy_id(),
                      absl::string_view("\0", 1),
                      kv::BigEndian(policy.version()));
}

std::string ProposalKey(absl::string_view proposal_id) {
  return absl::StrCat(kProposalPrefix, proposal_id);
}

template <typename Message>
absl::StatusOr<std::vector<Message>> All(const View& view,
                                         absl::string_view prefix) {
  ASSIGN_OR_RETURN(const std::vector<std::string> suffixes,
                   view.Suffixes(kIndex, prefix));
  std::vector<Message> all;
  for (const std::string& suffix : suffixes) {
    ASSIGN_OR_RETURN(
        auto found,
        FindMessage<Message>(view, kIndex, absl::StrCat(prefix, suffix)));
    if (found.has_value()) all.push_back(*std::move(found));
  }
  return all;
}

// A line for each field that is not the same.
std::vector<std::string> Differences(const policy::v1::Policy& before,
                                     const policy::v1::Policy& after) {
  std::string report;
  MessageDifferencer differencer;
  differencer.ReportDifferencesToString(&report);
  differencer.Compare(before, after);
  std::vector<std::string> lines;
  for (const absl::string_view line :
       absl::StrSplit(report, '\n', absl::SkipEmpty())) {
    std::string readable;  // Chinese comes as octal digits
    lines.emplace_back(absl::CUnescape(line, &readable) ? readable
                                                        : std::string(line));
  }
  return lines;
}

absl::Status Propose(const Change& change, View& view) {
  const changelog::v1::PolicyProposed& proposed = change.policy_proposed();
  PolicyProposal proposal;
  proposal.set_proposal_id(proposed.proposal_id());
  proposal.set_state(PolicyProposal::STATE_OPEN);
  proposal.set_text(proposed.text());
  *proposal.mutable_policy() = proposed.policy();
  proposal.set_proposer(change.provenance().client());
  *proposal.mutable_propose_time() = change.provenance().time();
  proposal.set_reason(proposed.reason());
  proposal.set_replaced_policy_id(proposed.replaced_policy_id());
  proposal.set_replaced_version(proposed.replaced_version());
  ASSIGN_OR_RETURN(const auto before, PolicyInForce(view));
  for (std::string& difference : Differences(
           before.value_or(ActivatedPolicy()).policy(), proposed.policy())) {
    proposal.add_differences(std::move(difference));
  }
  view.Put(kIndex, ProposalKey(proposal.proposal_id()),
           proposal.SerializeAsString());
  return absl::OkStatus();
}

absl::Status Close(const Change& change, absl::string_view proposal_id,
                   PolicyProposal::State state, absl::string_view reason,
                   View& view) {
  ASSIGN_OR_RETURN(auto proposal, FindProposal(view, proposal_id));
  if (!proposal.has_value()) return absl::OkStatus();
  proposal->set_state(state);
  proposal->set_closer(change.provenance().client());
  *proposal->mutable_close_time() = change.provenance().time();
  proposal->set_close_reason(std::string(reason));
  view.Put(kIndex, ProposalKey(proposal_id), proposal->SerializeAsString());
  return absl::OkStatus();
}

absl::Status Activate(const Change& change, View& view) {
  const changelog::v1::PolicyActivated& activated = change.policy_activated();
  ActivatedPolicy policy;
  *policy.mutable_policy() = activated.policy();
  *policy.mutable_activate_time() = change.provenance().time();
  policy.set_proposal_id(activated.proposal_id());
  if (!activated.proposal_id().empty()) {
    RETURN_IF_ERROR(Close(change, activated.proposal_id(),
                          PolicyProposal::STATE_APPROVED, "", view));
    ASSIGN_OR_RETURN(const auto proposal,
                     FindProposal(view, activated.proposal_id()));
    if (proposal.has_value()) policy.set_proposer(proposal->proposer());
    policy.set_approver(change.provenance().client());
  }
  const std::string key = PolicyKey(policy.policy());
  view.Put(kIndex, key, policy.SerializeAsString());
  view.Put(kIndex, kInForceKey, key);
  return absl::OkStatus();
}

}  // namespace

absl::Status ApplyToPolicies(const Change& change, View& view) {
  switch (change.kind_case()) {
    case Change::kPolicyProposed:
      return Propose(change, view);
    case Change::kPolicyActivated:
      return Activate(change, view);
    case Change::kPolicyRejected:
      return Close(change, change.policy_rejected().proposal_id(),
                   PolicyProposal::STATE_REJECTED,
                   change.policy_rejected().reason(), view);
    default:
      return absl::OkStatus();
  }
}

absl::StatusOr<std::optional<ActivatedPolicy>> PolicyInForce(const View& view) {
  ASSIGN_OR_RETURN(const auto key, view.Get(kIndex, kInForceKey));
  if (!key.has_value()) return std::optional<ActivatedPolicy>();
  ASSIGN_OR_RETURN(auto policy,
                   FindMessage<ActivatedPolicy>(view, kIndex, *key));
  if (policy.has_value()) policy->set_in_force(true);
  return policy;
}

absl::StatusOr<std::vector<ActivatedPolicy>> AllPolicies(const View& view) {
  ASSIGN_OR_RETURN(const auto in_force, view.Get(kIndex, kInForceKey));
  ASSIGN_OR_RETURN(std::vector<ActivatedPolicy> policies,
                   All<ActivatedPolicy>(view, kPolicyPrefix));
  for (ActivatedPolicy& policy : policies) {
    policy.set_in_force(PolicyKey(policy.policy()) == in_force);
  }
  return policies;
}

absl::StatusOr<std::optional<PolicyProposal>> FindProposal(
    const View& view, absl::string_view proposal_id) {
  return FindMessage<PolicyProposal>(view, kIndex, ProposalKey(proposal_id));
}

absl::StatusOr<std::vector<PolicyProposal>> AllProposals(const View& view) {
  return All<PolicyProposal>(view, kProposalPrefix);
}

}  // namespace creditproof::ingestion
