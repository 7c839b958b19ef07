#include "libs/rpc/client.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/support/channel_arguments.h>

#include <limits>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/transport.h"

namespace creditproof::rpc {
namespace {

constexpr int kChannels = 4;  // one connection stops at 45k calls a second
constexpr int kFirstBackoffMs = 100;
constexpr int kMaxBackoffMs = 1000;
constexpr int kConnectTimeoutMs = 5000;
constexpr std::size_t kNobody = std::numeric_limits<std::size_t>::max();

std::shared_ptr<grpc::ChannelCredentials> Credentials(Identity identity) {
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = std::move(identity.authorities);
  options.pem_private_key = std::move(identity.private_key);
  options.pem_cert_chain = std::move(identity.certificates);
  return grpc::SslCredentials(options);
}

grpc::ChannelArguments Arguments(const std::string& certificate_name,
                                 int index) {
  grpc::ChannelArguments arguments;
  // Channels whose arguments are equal would share one connection.
  arguments.SetInt("creditproof.channel", index);
  arguments.SetSslTargetNameOverride(certificate_name);
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kFirstBackoffMs);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kMaxBackoffMs);
  // This one is how long an attempt to connect may take.
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectTimeoutMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);
  return arguments;
}

std::vector<std::uint32_t> PartitionsOf(const config::v1::Instance& instance,
                                        std::uint32_t count) {
  std::vector<std::uint32_t> partitions(instance.partitions().begin(),
                                        instance.partitions().end());
  if (partitions.empty()) {
    partitions.resize(count);
    std::iota(partitions.begin(), partitions.end(), 0U);
  }
  return partitions;
}

// The transport's errors carry no details; ours always do.
bool IsFromTransport(const grpc::Status& status) {
  return status.error_details().empty() &&
         (status.error_code() == grpc::StatusCode::UNAVAILABLE ||
          status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Peer>> Peer::Make(
    std::string service, const config::v1::Peer& config,
    const config::v1::Tls& tls, const std::filesystem::path& folder,
    std::uint32_t partition_count) {
  CheckNoLockOrder();
  std::unique_ptr<Peer> peer(new Peer());
  peer->service_ = std::move(service);
  peer->partition_count_ = partition_count;
  RETURN_IF_ERROR(peer->Assign(config));

  ASSIGN_OR_RETURN(Identity identity, ReadIdentity(tls, folder));
  const auto credentials = Credentials(std::move(identity));
  for (Instance& instance : peer->instances_) {
    for (int i = 0; i < kChannels; ++i) {
      instance.channels.push_back(
          grpc::CreateCustomChannel(instance.address, credentials,
                                    Arguments(config.certificate_name(), i)));
    }
  }
  return peer;
}

absl::Status Peer::Assign(const config::v1::Peer& config) {
  instance_of_.assign(partition_count_, kNobody);
  for (const auto& instance : config.instances()) {
    for (const auto partition : PartitionsOf(instance, partition_count_)) {
      if (partition >= partition_count_) {
        return absl::InvalidArgumentError(
            absl::StrCat(service_, " at ", instance.address(),
                         ": there is no partition ", partition));
      }
      if (instance_of_[partition] != kNobody) {
        return absl::InvalidArgumentError(absl::StrCat(
            "two instances of ", service_, " serve partition ", partition));
      }
      instance_of_[partition] = instances_.size();
    }
    instances_.push_back({instance.address(), {}});
  }
  for (std::uint32_t partition = 0; partition < partition_count_; ++partition) {
    if (instance_of_[partition] == kNobody) {
      return absl::InvalidArgumentError(absl::StrCat(
          "no instance of ", service_, " serves partition ", partition));
    }
  }
  return absl::OkStatus();
}

std::shared_ptr<grpc::Channel> Peer::ChannelFor(std::uint32_t partition) const {
  const Instance& instance = instances_[instance_of_[partition]];
  const std::size_t turn = turn_.fetch_add(1, std::memory_order_relaxed);
  return instance.channels[turn % instance.channels.size()];
}

const std::string& Peer::AddressFor(std::uint32_t partition) const {
  return instances_[instance_of_[partition]].address;
}

absl::Status Peer::Explain(const grpc::Status& status,
                           std::uint32_t partition) const {
  if (!IsFromTransport(status)) return FromGrpc(status);
  const std::string& address = AddressFor(partition);
  const bool late = status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
  return base::Error(
      absl::StatusCode::kUnavailable, base::Reason::REASON_PEER_UNAVAILABLE,
      absl::StrCat(
          service_, " at ", address,
          late ? " did not answer in time" : " cannot be reached",
          "; nothing was lost, try again (", service_,
          " 服务暂不可用，数据没有丢失，请稍后重试): ", status.error_message()),
      {{"service", service_}, {"address", address}});
}

}  // namespace creditproof::rpc
