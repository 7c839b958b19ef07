// How services and tools call services: mutual TLS, a few channels each, a
// deadline on every call, routing by partition.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/client_context.h>

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/config/v1/config.pb.h"
#include "libs/rpc/status.h"

namespace creditproof::rpc {

// The instances of one service. Thread-safe. Connections are made on demand
// and made again, within about a second, after a failure.
class Peer {
 public:
  // `service` is the name used in errors, such as "record-store". File names
  // are relative to `folder`. Fails with NOT_FOUND (a TLS file), or with
  // INVALID_ARGUMENT when the instances do not serve every partition exactly
  // once.
  static absl::StatusOr<std::unique_ptr<Peer>> Make(
      std::string service, const config::v1::Peer& config,
      const config::v1::Tls& tls, const std::filesystem::path& folder,
      std::uint32_t partition_count);

  // A channel to the instance that serves `partition`; takes turns among 4.
  // Streaming calls make their stub of it: `Service::Stub stub(channel)`.
  std::shared_ptr<grpc::Channel> ChannelFor(std::uint32_t partition) const;

  // Where the instance that serves `partition` is, as configured.
  const std::string& AddressFor(std::uint32_t partition) const;

  std::uint32_t partition_count() const { return partition_count_; }

  // `status` from a call to the instance of `partition`; an UNAVAILABLE or
  // DEADLINE_EXCEEDED that the transport raised is made an UNAVAILABLE that
  // names the service and its address, says that nothing was lost, and ends
  // with the transport's own words, such as on a wrong certificate
  // (PEER_UNAVAILABLE).
  absl::Status Explain(const grpc::Status& status,
                       std::uint32_t partition) const;

  // Calls `Service`'s unary `method` on the instance of `partition`:
  //   peer.Call(partition, &EligibilityService::Stub::CheckEligibility,
  //             request, deadline)
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(
      std::uint32_t partition,
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      const Request& request, absl::Time deadline) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    Response response;
    Stub stub(ChannelFor(partition));
    const grpc::Status status = (stub.*method)(&context, request, &response);
    if (!status.ok()) return Explain(status, partition);
    return response;
  }

 private:
  struct Instance {
    std::string address;
    std::vector<std::shared_ptr<grpc::Channel>> channels;
  };
  Peer() = default;

  absl::Status Assign(const config::v1::Peer& config);

  std::string service_;
  std::uint32_t partition_count_ = 0;
  std::vector<Instance> instances_;
  std::vector<std::size_t> instance_of_;  // by partition
  mutable std::atomic<std::size_t> turn_{0};
};

}  // namespace creditproof::rpc
