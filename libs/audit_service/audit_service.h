// The API over a service's audit trail, the same in every service.
#pragma once

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/audit/v1/audit_service.grpc.pb.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/rpc/authorizer.h"
#include "libs/rpc/call_record.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"

namespace creditproof::audit {

// Who may look at a trail.
struct Lookers {
  access::Judge judge;        // of grounds
  rpc::AllowList allowed;     // administrators are those of VerifyTrail
  rpc::Authorizer authorize;  // who may call at all
};

// Must outlive the server. Thread-safe.
class AuditServiceImpl final : public v1::AuditService::CallbackService {
 public:
  // As a service's main wires it. `trail` must outlive it. Fails with
  // INVALID_ARGUMENT when `config` allows what there is not.
  static absl::StatusOr<std::unique_ptr<AuditServiceImpl>> Make(
      Trail& trail, access::Judge judge, const config::v1::Server& config,
      rpc::CallObserver observe);

  AuditServiceImpl(Trail& trail, Lookers lookers, rpc::CallObserver observe,
                   base::Clock clock);

  grpc::ServerUnaryReactor* ListEntries(
      grpc::CallbackServerContext* context,
      const v1::ListEntriesRequest* request,
      v1::ListEntriesResponse* response) override;

  grpc::ServerWriteReactor<v1::VerifyTrailResponse>* VerifyTrail(
      grpc::CallbackServerContext* context,
      const v1::VerifyTrailRequest* request) override;

 private:
  using Writer = rpc::ServerWriter<v1::VerifyTrailResponse>;

  absl::StatusOr<v1::ListEntriesResponse> List(
      const v1::ListEntriesRequest& request, const rpc::Caller& caller);
  absl::StatusOr<access::Access> Judge(const v1::ListEntriesRequest& request,
                                       const access::Look& look) const;
  absl::Status Verify(const v1::VerifyTrailRequest& request, Writer& writer,
                      const rpc::Caller& caller);

  Trail& trail_;
  const Lookers lookers_;
  const base::Clock clock_;
  rpc::Executor looks_;
  rpc::Executor walks_;
  const rpc::Gate gate_;
  const rpc::StreamGate stream_gate_;
};

}  // namespace creditproof::audit
