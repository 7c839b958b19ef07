// DeliveryService: what sources delivered, and what waits for a decision.
#pragma once

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/delivery_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"
#include "libs/rpc/authorizer.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Thread-safe.
class DeliveryServiceImpl final : public v1::DeliveryService::CallbackService {
 public:
  // All that is passed by reference must outlive the service.
  DeliveryServiceImpl(const kv::Store& store, Writer& writer,
                      audit::Trail& trail, const SourceActors& actors,
                      const rpc::Gate& gate, base::Clock clock);

  grpc::ServerUnaryReactor* GetDelivery(grpc::CallbackServerContext* context,
                                        const v1::GetDeliveryRequest* request,
                                        v1::Delivery* response) override;
  grpc::ServerUnaryReactor* ListDeliveries(
      grpc::CallbackServerContext* context,
      const v1::ListDeliveriesRequest* request,
      v1::ListDeliveriesResponse* response) override;
  grpc::ServerUnaryReactor* ConfirmSnapshot(
      grpc::CallbackServerContext* context,
      const v1::ConfirmSnapshotRequest* request,
      v1::Delivery* response) override;
  grpc::ServerUnaryReactor* RejectSnapshot(
      grpc::CallbackServerContext* context,
      const v1::RejectSnapshotRequest* request,
      v1::Delivery* response) override;

 private:
  struct Name {
    std::string source_id;
    std::string delivery_id;
  };
  static absl::StatusOr<Name> ParseName(absl::string_view name);

  absl::StatusOr<v1::Delivery> Get(const v1::GetDeliveryRequest& request,
                                   const rpc::Caller& caller);
  absl::StatusOr<v1::ListDeliveriesResponse> List(
      const v1::ListDeliveriesRequest& request, const rpc::Caller& caller);
  absl::StatusOr<v1::ListDeliveriesResponse> ReadPage(
      const v1::ListDeliveriesRequest& request,
      const std::string& source_id) const;
  absl::StatusOr<v1::Delivery> Decide(absl::string_view method,
                                      const std::string& name,
                                      const rpc::Caller& caller);

  // What `act` answers, if `caller` may act for the source; on disk in the
  // audit trail before, refused or not. `purpose` says what it is about.
  template <typename Act>
  auto Audited(absl::string_view method, const std::string& purpose,
               const std::string& source_id, const rpc::Caller& caller, Act act)
      -> decltype(act(Acting()));

  const kv::Store& store_;
  Writer& writer_;
  audit::Trail& trail_;
  const SourceActors& actors_;
  const rpc::Gate& gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
