// GrantService over gRPC: subjects make, list and revoke grants.
#pragma once

#include "creditproof/report/v1/grant_service.grpc.pb.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
#include "services/report_rendering/doorkeeper.h"
#include "services/report_rendering/grant_check.h"

namespace creditproof::report_rendering {

class GrantServiceImpl final
    : public report::v1::GrantService::CallbackService {
 public:
  // What the service works with; all must outlive it.
  struct Parts {
    Grants& grants;
    const GrantCheck& check;
    Doorkeeper& door;
    const PartitionSet& partitions;
  };

  GrantServiceImpl(Parts parts, rpc::Gate gate)
      : parts_(parts), gate_(std::move(gate)) {}

  grpc::ServerUnaryReactor* CreateGrant(
      grpc::CallbackServerContext* context,
      const report::v1::CreateGrantRequest* request,
      report::v1::CreateGrantResponse* response) override;
  grpc::ServerUnaryReactor* ListGrants(
      grpc::CallbackServerContext* context,
      const report::v1::ListGrantsRequest* request,
      report::v1::ListGrantsResponse* response) override;
  grpc::ServerUnaryReactor* RevokeGrant(
      grpc::CallbackServerContext* context,
      const report::v1::RevokeGrantRequest* request,
      report::v1::Grant* response) override;

 private:
  absl::StatusOr<report::v1::CreateGrantResponse> Create(
      const report::v1::CreateGrantRequest& request, const rpc::Caller& caller,
      absl::Time deadline);
  absl::StatusOr<report::v1::CreateGrantResponse> CreateChecked(
      const GrantRequest& asked, const access::v1::Ground& ground,
      const rpc::Caller& caller, absl::Time now, absl::Time deadline);
  absl::StatusOr<report::v1::ListGrantsResponse> List(
      const report::v1::ListGrantsRequest& request, const rpc::Caller& caller);
  absl::StatusOr<report::v1::Grant> Revoke(
      const report::v1::RevokeGrantRequest& request, const rpc::Caller& caller);
  absl::StatusOr<Admitted> Admit(const char* method, const CreditCode& code,
                                 const access::v1::Ground& ground,
                                 const rpc::Caller& caller);

  const Parts parts_;
  const rpc::Gate gate_;
};

}  // namespace creditproof::report_rendering
