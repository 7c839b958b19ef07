#include "tools/creditproof/bench_listen.h"

#include <grpcpp/create_channel.h>
#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/server.h"
#include "libs/rpc/transport.h"
#include "tools/creditproof/bench_identities.h"

namespace creditproof::tool {
namespace {

constexpr char kServer[] = "server";

absl::StatusOr<std::shared_ptr<grpc::ChannelCredentials>> ClientCredentials(
    const std::filesystem::path& identities) {
  ASSIGN_OR_RETURN(rpc::Identity identity,
                   rpc::ReadIdentity(TlsOf(kBenchClient), identities));
  return grpc::SslCredentials({std::move(identity.authorities),
                               std::move(identity.private_key),
                               std::move(identity.certificates)});
}

}  // namespace

std::shared_ptr<grpc::Channel> Target::Connect() const {
  static std::atomic<int> connections{0};
  grpc::ChannelArguments arguments;
  arguments.SetInt("bench.connection", ++connections);  // shared with nobody
  if (!certificate_name.empty()) {
    arguments.SetSslTargetNameOverride(certificate_name);
  }
  return grpc::CreateCustomChannel(address, credentials, arguments);
}

std::vector<std::shared_ptr<grpc::Channel>> ConnectAll(const Target& target) {
  std::vector<std::shared_ptr<grpc::Channel>> channels;
  while (channels.size() < kConnections) channels.push_back(target.Connect());
  return channels;
}

absl::StatusOr<Listening> Listen(grpc::Service& service) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    return absl::UnavailableError("no port of loopback is free");
  }
  return Listening{
      std::move(server),
      {absl::StrCat("127.0.0.1:", port), grpc::InsecureChannelCredentials()}};
}

absl::StatusOr<Listening> ListenTls(grpc::Service& service,
                                    const std::filesystem::path& identities) {
  config::v1::Server config;
  config.set_address("127.0.0.1:0");
  *config.mutable_tls() = TlsOf(kServer);
  ASSIGN_OR_RETURN(rpc::StartedServer started,
                   rpc::StartServer(config, identities, {&service}));
  ASSIGN_OR_RETURN(auto credentials, ClientCredentials(identities));
  return Listening{
      std::move(started.server),
      {std::move(started.address), std::move(credentials), kServer}};
}

absl::Status MakeBenchIdentities(const std::filesystem::path& identities) {
  return MakeIdentities(identities, {kServer, kBenchClient});
}

}  // namespace creditproof::tool
