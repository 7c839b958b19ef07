// Servers of a benchmark, and the ways to them.
#pragma once

#include <grpcpp/channel.h>
#include <grpcpp/impl/service_type.h>
#include <grpcpp/security/credentials.h>
#include <grpcpp/server.h>

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace creditproof::tool {

// Who calls, by certificate or without.
inline constexpr char kBenchClient[] = "bench.creditproof";

// Where a load goes.
struct Target {
  std::string address;
  std::shared_ptr<grpc::ChannelCredentials> credentials;
  std::string certificate_name{};  // the server's; empty over plain TCP

  // A connection of its own for every call of this.
  std::shared_ptr<grpc::Channel> Connect() const;
};

// As many as it takes to keep a server busy.
inline constexpr std::size_t kConnections = 4;
std::vector<std::shared_ptr<grpc::Channel>> ConnectAll(const Target& target);

struct Listening {
  std::unique_ptr<grpc::Server> server;
  Target target;
};

// Serves on a free port of loopback over plain TCP.
absl::StatusOr<Listening> Listen(grpc::Service& service);

// Likewise over mutual TLS as every service does, with certificates made in
// `identities` by MakeBenchIdentities.
absl::StatusOr<Listening> ListenTls(grpc::Service& service,
                                    const std::filesystem::path& identities);
absl::Status MakeBenchIdentities(const std::filesystem::path& identities);

}  // namespace creditproof::tool
