// IngestionService: deliveries over gRPC.
#pragma once

#include "absl/status/status.h"
#include "creditproof/ingestion/v1/ingestion_service.grpc.pb.h"
#include "libs/rpc/stream_gate.h"
#include "services/ingestion/delivery_desk.h"

namespace creditproof::ingestion {

// Thread-safe.
class IngestionServiceImpl final
    : public v1::IngestionService::CallbackService {
 public:
  // Both must outlive the service.
  IngestionServiceImpl(DeliveryDesk& desk, const rpc::StreamGate& gate)
      : desk_(desk), gate_(gate) {}

  grpc::ServerBidiReactor<v1::DeliverRequest, v1::DeliverResponse>* Deliver(
      grpc::CallbackServerContext* context) override;

 private:
  using Stream = rpc::ServerStream<v1::DeliverRequest, v1::DeliverResponse>;

  absl::Status Take(Stream& stream, const rpc::Caller& caller);

  DeliveryDesk& desk_;
  const rpc::StreamGate& gate_;
};

}  // namespace creditproof::ingestion
