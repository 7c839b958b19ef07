// The change log, served to followers and strong checks.
#pragma once

#include <stop_token>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/changelog/v1/change_log_service.grpc.pb.h"
#include "libs/changelog/change_log.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"

namespace creditproof::ingestion {

// Thread-safe.
class ChangeLogServiceImpl final
    : public changelog::v1::ChangeLogService::CallbackService {
 public:
  // `log` must outlive the service. Every stream in progress holds a thread of
  // the executor of `streams`: one for each partition of each follower. They
  // end when `stopping` is requested; see rpc::RunServer.
  ChangeLogServiceImpl(const changelog::ChangeLog& log, PartitionSet partitions,
                       rpc::Gate gate, rpc::StreamGate streams,
                       std::stop_token stopping);

  grpc::ServerWriteReactor<changelog::v1::FollowResponse>* Follow(
      grpc::CallbackServerContext* context,
      const changelog::v1::FollowRequest* request) override;

  grpc::ServerUnaryReactor* GetHeads(
      grpc::CallbackServerContext* context,
      const changelog::v1::GetHeadsRequest* request,
      changelog::v1::GetHeadsResponse* response) override;

 private:
  using Writer = rpc::ServerWriter<changelog::v1::FollowResponse>;

  absl::Status Stream(const changelog::v1::FollowRequest& request,
                      Writer& writer) const;
  absl::Status CheckServed(std::uint32_t partition) const;
  absl::Status CheckStart(const changelog::v1::FollowRequest& request) const;
  absl::StatusOr<changelog::v1::GetHeadsResponse> Heads(
      const changelog::v1::GetHeadsRequest& request) const;

  const changelog::ChangeLog& log_;
  const PartitionSet partitions_;
  const rpc::Gate gate_;
  const rpc::StreamGate streams_;
  const std::stop_token stopping_;
};

}  // namespace creditproof::ingestion
