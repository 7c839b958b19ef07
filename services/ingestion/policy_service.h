// PolicyService: which policy is in force, and how another one comes to be.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/policy_service.grpc.pb.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Thread-safe.
class PolicyServiceImpl final : public v1::PolicyService::CallbackService {
 public:
  using Proposal = v1::PolicyProposal;

  // All that is referred to must outlive the service.
  PolicyServiceImpl(AuditedCalls calls, const rpc::Gate& gate)
      : calls_(std::move(calls)), gate_(gate) {}

  grpc::ServerUnaryReactor* ProposePolicy(
      grpc::CallbackServerContext* context,
      const v1::ProposePolicyRequest* request, Proposal* response) override;
  grpc::ServerUnaryReactor* ApprovePolicy(
      grpc::CallbackServerContext* context,
      const v1::ApprovePolicyRequest* request, Proposal* response) override;
  grpc::ServerUnaryReactor* RejectPolicy(grpc::CallbackServerContext* context,
                                         const v1::RejectPolicyRequest* request,
                                         Proposal* response) override;
  grpc::ServerUnaryReactor* GetPolicy(grpc::CallbackServerContext* context,
                                      const v1::GetPolicyRequest* request,
                                      v1::ActivatedPolicy* response) override;
  grpc::ServerUnaryReactor* ListPolicies(
      grpc::CallbackServerContext* context,
      const v1::ListPoliciesRequest* request,
      v1::ListPoliciesResponse* response) override;
  grpc::ServerUnaryReactor* ListPolicyProposals(
      grpc::CallbackServerContext* context,
      const v1::ListPolicyProposalsRequest* request,
      v1::ListPolicyProposalsResponse* response) override;

 private:
  using Decide = absl::FunctionRef<absl::StatusOr<Proposal>(Act&)>;

  absl::StatusOr<Proposal> Propose(const v1::ProposePolicyRequest& request,
                                   const rpc::Caller& caller);
  absl::StatusOr<Proposal> Do(const AuditedCalls::Call& call,
                              const rpc::Caller& caller, Decide decide);

  // `policy` with what depends on the day.
  v1::ActivatedPolicy WithAlerts(v1::ActivatedPolicy policy) const;
  absl::StatusOr<v1::ActivatedPolicy> Get(
      const v1::GetPolicyRequest& request) const;
  absl::StatusOr<v1::ListPoliciesResponse> List(
      const v1::ListPoliciesRequest& request) const;
  absl::StatusOr<v1::ListPolicyProposalsResponse> ListProposals(
      const v1::ListPolicyProposalsRequest& request) const;

  AuditedCalls calls_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::ingestion
