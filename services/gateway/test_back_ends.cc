#include "services/gateway/test_back_ends.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <utility>

namespace creditproof::gateway {

TestBackEnd::TestBackEnd(const rpc::TestIdentities& identities,
                         const std::vector<grpc::Service*>& services) {
  config::v1::Server config;
  config.set_address("127.0.0.1:0");
  *config.mutable_tls() = identities.Make("back-end.creditproof");
  auto started = rpc::StartServer(config, identities.folder(), services);
  REQUIRE(started.ok());
  started_ = *std::move(started);
}

TestBackEnd::~TestBackEnd() { Kill(); }

void TestBackEnd::Kill() {
  started_.server->Shutdown(std::chrono::system_clock::now());
}

}  // namespace creditproof::gateway
