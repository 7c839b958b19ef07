// StateService: what a follower starts from instead of the log's beginning.
#pragma once

#include "absl/status/status.h"
#include "creditproof/record/v1/state_service.grpc.pb.h"
#include "libs/kv/store.h"
#include "libs/partition/partition.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"

namespace creditproof::record_store {

// Thread-safe.
class StateServiceImpl final
    : public record::v1::StateService::CallbackService {
 public:
  // `store` is History's; it must outlive the service.
  StateServiceImpl(const kv::Store& store, PartitionSet partitions,
                   rpc::StreamGate gate);

  grpc::ServerWriteReactor<record::v1::ExportStateResponse>* ExportState(
      grpc::CallbackServerContext* context,
      const record::v1::ExportStateRequest* request) override;

 private:
  using Writer = rpc::ServerWriter<record::v1::ExportStateResponse>;

  absl::Status Stream(const record::v1::ExportStateRequest& request,
                      Writer& writer) const;

  const kv::Store& store_;
  const PartitionSet partitions_;
  const rpc::StreamGate gate_;
};

}  // namespace creditproof::record_store
