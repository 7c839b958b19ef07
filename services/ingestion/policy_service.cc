#include "services/ingestion/policy_service.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/policy/decide.h"
#include "libs/rpc/page.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/policies.h"
#include "services/ingestion/policy_act.h"
#include "services/ingestion/policy_alerts.h"
#include "services/ingestion/two_administrators.h"

namespace creditproof::ingestion {
namespace {

using v1::ActivatedPolicy;
using v1::PolicyProposal;

constexpr std::size_t kMaxTextBytes = 64 * 1024;
constexpr std::size_t kMaxReasonCharacters = 200;
constexpr absl::string_view kPolicyPages = "policies";
constexpr absl::string_view kProposalPages = "policyProposals";

std::string NameOf(const policy::v1::Policy& policy) {
  return absl::StrCat(policy.policy_id(), " ", policy.version());
}

absl::Status PolicyNotFound(const v1::GetPolicyRequest& request) {
  return base::Error(
      absl::StatusCode::kNotFound, base::Reason::REASON_POLICY_NOT_FOUND,
      absl::StrCat("no policy ", request.policy_id(), " ", request.version(),
                   " was ever in force"),
      {{"policy", absl::StrCat(request.policy_id(), " ", request.version())}});
}

// Adds to `add` the items of a page; `items` are few, so that their number is
// key enough. Gives the token of the next page.
template <typename Item, typename Add>
absl::StatusOr<std::string> AddPage(std::vector<Item> items, int page_size,
                                    absl::string_view page_token,
                                    absl::string_view scope, Add add) {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(page_size, page_token, scope));
  std::size_t next = 0;
  if (!page.after.empty() && !absl::SimpleAtoi(page.after, &next)) {
    return base::InvalidField("page_token", "is none of ours");
  }
  for (std::size_t taken = 0; next < items.size(); ++next, ++taken) {
    if (taken == page.size) return rpc::PageToken(absl::StrCat(next), scope);
    add(std::move(items[next]));
  }
  return std::string();
}

}  // namespace

grpc::ServerUnaryReactor* PolicyServiceImpl::ProposePolicy(
    grpc::CallbackServerContext* context,
    const v1::ProposePolicyRequest* request, Proposal* response) {
  return gate_.ServeBlocking(
      "ProposePolicy", context, request, response,
      [this](const auto& r, const auto& caller) { return Propose(r, caller); });
}

grpc::ServerUnaryReactor* PolicyServiceImpl::ApprovePolicy(
    grpc::CallbackServerContext* context,
    const v1::ApprovePolicyRequest* request, Proposal* response) {
  return gate_.ServeBlocking(
      "ApprovePolicy", context, request, response,
      [this](const auto& r, const auto& caller) {
        return Do(
            {"ApprovePolicy", "",
             absl::StrCat("approve the policy proposal ", r.proposal_id())},
            caller, [&](Act& act) {
              return ingestion::ApprovePolicy(r.proposal_id(), caller, act);
            });
      });
}

grpc::ServerUnaryReactor* PolicyServiceImpl::RejectPolicy(
    grpc::CallbackServerContext* context,
    const v1::RejectPolicyRequest* request, Proposal* response) {
  return gate_.ServeBlocking(
      "RejectPolicy", context, request, response,
      [this](const auto& r, const auto& caller) -> absl::StatusOr<Proposal> {
        ASSIGN_OR_RETURN(
            const std::string reason,
            ParseWords("reason", r.reason(), kMaxReasonCharacters));
        return Do(
            {"RejectPolicy", "",
             absl::StrCat("reject the policy proposal ", r.proposal_id())},
            caller, [&](Act& act) {
              return ingestion::RejectPolicy(r.proposal_id(), reason, caller,
                                             act);
            });
      });
}

grpc::ServerUnaryReactor* PolicyServiceImpl::GetPolicy(
    grpc::CallbackServerContext* context, const v1::GetPolicyRequest* request,
    ActivatedPolicy* response) {
  return gate_.ServeBlocking(
      "GetPolicy", context, request, response,
      [this](const auto& r, const auto&) { return Get(r); });
}

grpc::ServerUnaryReactor* PolicyServiceImpl::ListPolicies(
    grpc::CallbackServerContext* context,
    const v1::ListPoliciesRequest* request,
    v1::ListPoliciesResponse* response) {
  return gate_.ServeBlocking(
      "ListPolicies", context, request, response,
      [this](const auto& r, const auto&) { return List(r); });
}

grpc::ServerUnaryReactor* PolicyServiceImpl::ListPolicyProposals(
    grpc::CallbackServerContext* context,
    const v1::ListPolicyProposalsRequest* request,
    v1::ListPolicyProposalsResponse* response) {
  return gate_.ServeBlocking(
      "ListPolicyProposals", context, request, response,
      [this](const auto& r, const auto&) { return ListProposals(r); });
}

absl::StatusOr<PolicyProposal> PolicyServiceImpl::Propose(
    const v1::ProposePolicyRequest& request, const rpc::Caller& caller) {
  if (request.text().size() > kMaxTextBytes) {
    return base::InvalidField("text", "is longer than 64 KiB");
  }
  ASSIGN_OR_RETURN(const policy::v1::Policy policy,
                   policy::ParsePolicy(request.text()));
  ASSIGN_OR_RETURN(
      const std::string reason,
      ParseWords("reason", request.reason(), kMaxReasonCharacters));
  const auto decide = [&](Act& act) {
    return ingestion::ProposePolicy(policy, request.text(), reason, caller,
                                    act);
  };
  if (request.validate_only()) return calls_.Imagine<Proposal>(decide);
  return Do({"ProposePolicy", "",
             absl::StrCat("propose the policy ", NameOf(policy))},
            caller, decide);
}

absl::StatusOr<PolicyProposal> PolicyServiceImpl::Do(
    const AuditedCalls::Call& call, const rpc::Caller& caller, Decide decide) {
  return calls_.Do<Proposal>(
      AdministratorOf(caller), call, decide, [](const Proposal& proposal) {
        return absl::StrCat(Proposal::State_Name(proposal.state()), " ",
                            NameOf(proposal.policy()));
      });
}

ActivatedPolicy PolicyServiceImpl::WithAlerts(ActivatedPolicy policy) const {
  if (!policy.in_force()) return policy;
  for (v1::PolicyAlert& alert :
       AlertsOf(policy.policy(), base::ChinaDay(calls_.now()))) {
    *policy.add_alerts() = std::move(alert);
  }
  return policy;
}

absl::StatusOr<ActivatedPolicy> PolicyServiceImpl::Get(
    const v1::GetPolicyRequest& request) const {
  ASSIGN_OR_RETURN(std::vector<ActivatedPolicy> policies,
                   AllPolicies(View(calls_.store())));
  const ActivatedPolicy* found = nullptr;  // of several versions the last
  for (const ActivatedPolicy& policy : policies) {
    const bool wanted =
        request.policy_id().empty()
            ? policy.in_force()
            : policy.policy().policy_id() == request.policy_id() &&
                  (request.version() == 0 ||
                   policy.policy().version() == request.version());
    if (wanted) found = &policy;
  }
  if (found == nullptr) return PolicyNotFound(request);
  return WithAlerts(*found);
}

absl::StatusOr<v1::ListPoliciesResponse> PolicyServiceImpl::List(
    const v1::ListPoliciesRequest& request) const {
  ASSIGN_OR_RETURN(std::vector<ActivatedPolicy> policies,
                   AllPolicies(View(calls_.store())));
  v1::ListPoliciesResponse response;
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      AddPage(std::move(policies), request.page_size(), request.page_token(),
              kPolicyPages, [&](ActivatedPolicy policy) {
                *response.add_policies() = WithAlerts(std::move(policy));
              }));
  return response;
}

absl::StatusOr<v1::ListPolicyProposalsResponse>
PolicyServiceImpl::ListProposals(
    const v1::ListPolicyProposalsRequest& request) const {
  ASSIGN_OR_RETURN(std::vector<PolicyProposal> proposals,
                   AllProposals(View(calls_.store())));
  if (request.state() != PolicyProposal::STATE_UNSPECIFIED) {
    std::erase_if(proposals, [&](const PolicyProposal& proposal) {
      return proposal.state() != request.state();
    });
  }
  v1::ListPolicyProposalsResponse response;
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      AddPage(std::move(proposals), request.page_size(), request.page_token(),
              kProposalPages, [&](PolicyProposal proposal) {
                *response.add_proposals() = std::move(proposal);
              }));
  return response;
}

}  // namespace creditproof::ingestion
