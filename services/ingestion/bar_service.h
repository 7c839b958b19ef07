// BarService: who forged a report may not use reports for a time.
#pragma once

#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/bar_service.grpc.pb.h"
#include "libs/access/ground.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Thread-safe.
class BarServiceImpl final : public v1::BarService::CallbackService {
 public:
  // All that is referred to must outlive the service.
  BarServiceImpl(AuditedCalls calls, access::Judge judge, const rpc::Gate& gate)
      : calls_(std::move(calls)), judge_(std::move(judge)), gate_(gate) {}

  grpc::ServerUnaryReactor* ProposeBar(grpc::CallbackServerContext* context,
                                       const v1::ProposeBarRequest* request,
                                       v1::Bar* response) override;
  grpc::ServerUnaryReactor* ProposeLift(grpc::CallbackServerContext* context,
                                        const v1::ProposeLiftRequest* request,
                                        v1::Bar* response) override;
  grpc::ServerUnaryReactor* ApproveBarProposal(
      grpc::CallbackServerContext* context,
      const v1::ApproveBarProposalRequest* request, v1::Bar* response) override;
  grpc::ServerUnaryReactor* RejectBarProposal(
      grpc::CallbackServerContext* context,
      const v1::RejectBarProposalRequest* request, v1::Bar* response) override;
  grpc::ServerUnaryReactor* DismissAppeal(
      grpc::CallbackServerContext* context,
      const v1::DismissAppealRequest* request, v1::Bar* response) override;
  grpc::ServerUnaryReactor* ListBars(grpc::CallbackServerContext* context,
                                     const v1::ListBarsRequest* request,
                                     v1::ListBarsResponse* response) override;
  grpc::ServerUnaryReactor* GetEvidence(grpc::CallbackServerContext* context,
                                        const v1::GetEvidenceRequest* request,
                                        v1::Evidence* response) override;
  grpc::ServerUnaryReactor* FileAppeal(grpc::CallbackServerContext* context,
                                       const v1::FileAppealRequest* request,
                                       v1::Bar* response) override;
  grpc::ServerUnaryReactor* ListSubjectBars(
      grpc::CallbackServerContext* context,
      const v1::ListSubjectBarsRequest* request,
      v1::ListBarsResponse* response) override;

 private:
  using Decide = absl::FunctionRef<absl::StatusOr<v1::Bar>(Act&)>;
  using Show = absl::FunctionRef<bool(v1::Bar&)>;

  absl::StatusOr<v1::Bar> Propose(const v1::ProposeBarRequest& request,
                                  const rpc::Caller& caller);
  absl::StatusOr<v1::Bar> Appeal(const v1::FileAppealRequest& request,
                                 const rpc::Caller& caller);

  // Whom the proposal is about, for the trail. Empty for an unknown id.
  std::string SubjectOf(const std::string& proposal_id) const;

  // Does it on behalf of `acting`, audited.
  absl::StatusOr<v1::Bar> Do(const AuditedCalls::Call& call,
                             const Acting& acting, Decide decide);

  absl::StatusOr<v1::ListBarsResponse> List(const v1::ListBarsRequest& request,
                                            const rpc::Caller& caller) const;
  absl::StatusOr<v1::ListBarsResponse> ListOwn(
      const v1::ListSubjectBarsRequest& request,
      const rpc::Caller& caller) const;

  // A page of the bars whose keys start with `prefix` and that `show` lets
  // through.
  absl::StatusOr<v1::ListBarsResponse> ReadPage(const std::string& prefix,
                                                int page_size,
                                                const std::string& page_token,
                                                const std::string& scope,
                                                Show show) const;

  AuditedCalls calls_;
  const access::Judge judge_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::ingestion
