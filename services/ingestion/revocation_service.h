// RevocationService: reports that may not be relied on any more.
#pragma once

#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/revocation_service.grpc.pb.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Thread-safe.
class RevocationServiceImpl final
    : public v1::RevocationService::CallbackService {
 public:
  // All that is referred to must outlive the service.
  RevocationServiceImpl(AuditedCalls calls, const rpc::Gate& gate)
      : calls_(std::move(calls)), gate_(gate) {}

  grpc::ServerUnaryReactor* ProposeRevocation(
      grpc::CallbackServerContext* context,
      const v1::ProposeRevocationRequest* request,
      v1::Revocation* response) override;
  grpc::ServerUnaryReactor* ApproveRevocation(
      grpc::CallbackServerContext* context,
      const v1::ApproveRevocationRequest* request,
      v1::Revocation* response) override;
  grpc::ServerUnaryReactor* RejectRevocation(
      grpc::CallbackServerContext* context,
      const v1::RejectRevocationRequest* request,
      v1::Revocation* response) override;
  grpc::ServerUnaryReactor* ListRevocations(
      grpc::CallbackServerContext* context,
      const v1::ListRevocationsRequest* request,
      v1::ListRevocationsResponse* response) override;

 private:
  absl::StatusOr<v1::Revocation> Propose(
      const v1::ProposeRevocationRequest& request, const rpc::Caller& caller);
  // Whom the proposal is about, for the trail. Empty for an unknown id.
  std::string SubjectOf(const std::string& proposal_id) const;
  absl::StatusOr<v1::Revocation> Do(
      const AuditedCalls::Call& call, const rpc::Caller& caller,
      absl::FunctionRef<absl::StatusOr<v1::Revocation>(Act&)> decide);
  absl::StatusOr<v1::ListRevocationsResponse> ReadPage(
      const v1::ListRevocationsRequest& request) const;

  AuditedCalls calls_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::ingestion
