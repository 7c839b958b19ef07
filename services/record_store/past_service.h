// PastService: what was known at a past position.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/record/v1/past_service.grpc.pb.h"
#include "libs/base/clock.h"
#include "libs/changelog/head_reader.h"
#include "libs/partition/partition.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"
#include "services/record_store/history.h"

namespace creditproof::record_store {

// Thread-safe.
class PastServiceImpl final : public record::v1::PastService::CallbackService {
 public:
  // `store` is the history's. All must outlive the service.
  PastServiceImpl(const kv::Store& store, const History& history,
                  changelog::HeadReader& heads, PartitionSet partitions,
                  base::Clock clock, rpc::StreamGate gate);

  grpc::ServerWriteReactor<record::v1::ReadPastResponse>* ReadPast(
      grpc::CallbackServerContext* context,
      const record::v1::ReadPastRequest* request) override;

 private:
  using Writer = rpc::ServerWriter<record::v1::ReadPastResponse>;

  absl::Status Stream(const record::v1::ReadPastRequest& request,
                      Writer& writer) const;

  // The position that is asked for, once it is applied.
  absl::StatusOr<std::uint64_t> PositionOf(
      const record::v1::ReadPastRequest& request,
      std::uint32_t partition) const;

  // Waits until all that was appended by now is applied; its last position.
  absl::StatusOr<std::uint64_t> CatchUp(std::uint32_t partition) const;

  const kv::Store& store_;
  const History& history_;
  changelog::HeadReader& heads_;
  const PartitionSet partitions_;
  const base::Clock clock_;
  const rpc::StreamGate gate_;
};

}  // namespace creditproof::record_store
