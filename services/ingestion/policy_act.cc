#include "services/ingestion/policy_act.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/declared_number.h"
#include "services/ingestion/call_errors.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/index.h"
#include "services/ingestion/policies.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using changelog::v1::Change;
using policy::v1::Policy;
using v1::ActivatedPolicy;
using v1::PolicyProposal;

// What the platform itself decided.
constexpr char kIngestion[] = "ingestion";

Change NewChange(const rpc::Caller& caller, const Act& act) {
  Change change;
  changelog::v1::Provenance& provenance = *change.mutable_provenance();
  const Acting acting = AdministratorOf(caller);
  provenance.set_source_id(kIngestion);
  provenance.set_client(acting.client);
  provenance.set_actor(acting.actor);
  provenance.set_ground(acting.ground);
  *provenance.mutable_time() = TimestampOf(act.now());
  return change;
}

std::string NameOf(const Policy& policy) {
  return absl::StrCat(policy.policy_id(), " ", policy.version());
}

// Above every version that was ever in force under the same id.
absl::Status CheckVersion(const Policy& policy, const View& view) {
  ASSIGN_OR_RETURN(const std::vector<ActivatedPolicy> known, AllPolicies(view));
  std::uint32_t highest = 0;
  for (const ActivatedPolicy& before : known) {
    if (before.policy().policy_id() != policy.policy_id()) continue;
    highest = std::max(highest, before.policy().version());
  }
  if (policy.version() > highest) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kFailedPrecondition,
      base::Reason::REASON_POLICY_VERSION,
      absl::StrCat("version ", policy.version(), " of ", policy.policy_id(),
                   " does not rise: version ", highest, " was in force; say ",
                   highest + 1, " or higher"),
      {{"policy", policy.policy_id()},
       {"version", absl::StrCat(policy.version())}});
}

// A number that nobody declared would count for nothing.
absl::Status CheckKinds(const Policy& policy, const View& view) {
  ASSIGN_OR_RETURN(const auto kinds, AllDeclaredKinds(view));
  for (int i = 0; i < policy.counting_kinds_size(); ++i) {
    const int number = policy.counting_kinds(i);
    if (!record::IsDeclared(number)) continue;
    if (std::any_of(kinds.begin(), kinds.end(), [&](const auto& kind) {
          return kind.number() == number;
        })) {
      continue;
    }
    return base::InvalidField(
        absl::StrCat("counting_kinds[", i, "]"),
        absl::StrCat("no kind was declared under the number ", number));
  }
  return absl::OkStatus();
}

absl::StatusOr<PolicyProposal> Find(absl::string_view proposal_id,
                                    const View& view) {
  ASSIGN_OR_RETURN(auto proposal, FindProposal(view, proposal_id));
  if (proposal.has_value()) return *std::move(proposal);
  return ProposalNotFound(proposal_id);
}

// The open proposal of this very text, by whomever.
absl::StatusOr<std::optional<PolicyProposal>> FindOpen(const std::string& text,
                                                       const View& view) {
  ASSIGN_OR_RETURN(std::vector<PolicyProposal> proposals, AllProposals(view));
  for (PolicyProposal& proposal : proposals) {
    if (proposal.state() == PolicyProposal::STATE_OPEN &&
        proposal.text() == text) {
      return std::optional(std::move(proposal));
    }
  }
  return std::optional<PolicyProposal>();
}

// The approver saw how it differs from what was in force then.
absl::Status CheckReplaces(const PolicyProposal& proposal, const View& view) {
  ASSIGN_OR_RETURN(const auto now, PolicyInForce(view));
  const Policy in_force = now.value_or(ActivatedPolicy()).policy();
  if (in_force.policy_id() == proposal.replaced_policy_id() &&
      in_force.version() == proposal.replaced_version()) {
    return absl::OkStatus();
  }
  return base::Error(
      absl::StatusCode::kAborted, base::Reason::REASON_POLICY_REPLACED,
      absl::StrCat(NameOf(in_force),
                   " came into force since it was proposed; propose it again"),
      {{"proposal", proposal.proposal_id()}, {"policy", NameOf(in_force)}});
}

}  // namespace

absl::StatusOr<PolicyProposal> ProposePolicy(const Policy& policy,
                                             const std::string& text,
                                             const std::string& reason,
                                             const rpc::Caller& caller,
                                             Act& act) {
  ASSIGN_OR_RETURN(auto open, FindOpen(text, act.view()));
  if (open.has_value()) return *std::move(open);
  RETURN_IF_ERROR(CheckVersion(policy, act.view()));
  RETURN_IF_ERROR(CheckKinds(policy, act.view()));
  ASSIGN_OR_RETURN(const auto now, PolicyInForce(act.view()));
  const std::string id =
      DerivedId({"policy proposal", text, caller.name(),
                 absl::StrCat(absl::ToUnixMicros(act.now()))});
  Change change = NewChange(caller, act);
  changelog::v1::PolicyProposed& proposed = *change.mutable_policy_proposed();
  proposed.set_proposal_id(id);
  proposed.set_text(text);
  *proposed.mutable_policy() = policy;
  proposed.set_reason(reason);
  if (now.has_value()) {
    proposed.set_replaced_policy_id(now->policy().policy_id());
    proposed.set_replaced_version(now->policy().version());
  }
  RETURN_IF_ERROR(act.AppendToAll(change, id));
  return Find(id, act.view());
}

absl::StatusOr<PolicyProposal> ApprovePolicy(absl::string_view proposal_id,
                                             const rpc::Caller& caller,
                                             Act& act) {
  ASSIGN_OR_RETURN(const PolicyProposal proposal,
                   Find(proposal_id, act.view()));
  RETURN_IF_ERROR(CheckSecond(proposal_id, proposal.proposer(), caller));
  if (proposal.state() == PolicyProposal::STATE_APPROVED) return proposal;
  if (proposal.state() != PolicyProposal::STATE_OPEN) {
    return WrongState("REJECTED", "该提案已被否决，请重新提出。");
  }
  RETURN_IF_ERROR(CheckReplaces(proposal, act.view()));
  RETURN_IF_ERROR(CheckVersion(proposal.policy(), act.view()));
  Change change = NewChange(caller, act);
  *change.mutable_policy_activated()->mutable_policy() = proposal.policy();
  change.mutable_policy_activated()->set_proposal_id(proposal.proposal_id());
  RETURN_IF_ERROR(act.AppendToAll(
      change, DerivedId({"policy", proposal.policy().policy_id(),
                         absl::StrCat(proposal.policy().version())})));
  return Find(proposal_id, act.view());
}

absl::StatusOr<PolicyProposal> RejectPolicy(absl::string_view proposal_id,
                                            const std::string& reason,
                                            const rpc::Caller& caller,
                                            Act& act) {
  ASSIGN_OR_RETURN(const PolicyProposal proposal,
                   Find(proposal_id, act.view()));
  if (proposal.state() == PolicyProposal::STATE_REJECTED) return proposal;
  if (proposal.state() != PolicyProposal::STATE_OPEN) {
    return WrongState("APPROVED", "该政策已生效；如需更改，请提出新版本。");
  }
  Change change = NewChange(caller, act);
  change.mutable_policy_rejected()->set_proposal_id(proposal.proposal_id());
  change.mutable_policy_rejected()->set_reason(reason);
  RETURN_IF_ERROR(
      act.AppendToAll(change, DerivedId({"policy rejected", proposal_id})));
  return Find(proposal_id, act.view());
}

}  // namespace creditproof::ingestion
