// A server on a unix socket that lives as long as a test. Without TLS: nobody
// has a certificate.
#pragma once

#include <grpcpp/grpcpp.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <initializer_list>
#include <memory>
#include <string>

#include "libs/testing/temp_directory.h"

namespace creditproof::rpc {

class UnixServer {
 public:
  explicit UnixServer(std::initializer_list<grpc::Service*> services) {
    grpc::ServerBuilder builder;
    builder.AddListeningPort(Address(), grpc::InsecureServerCredentials());
    builder.SetMaxReceiveMessageSize(-1);
    for (grpc::Service* service : services) builder.RegisterService(service);
    server_ = builder.BuildAndStart();
    REQUIRE(server_ != nullptr);
  }
  ~UnixServer() { Shutdown(); }

  // A connection of its own for each call.
  std::shared_ptr<grpc::Channel> Connect() const {
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(-1);
    return grpc::CreateCustomChannel(
        Address(), grpc::InsecureChannelCredentials(), arguments);
  }

  // Cancels what is in flight; returns when every handler has returned.
  void Shutdown() { server_->Shutdown(std::chrono::system_clock::now()); }

 private:
  std::string Address() const {
    return "unix:" + (directory_.path() / "socket").string();
  }

  testing::TempDirectory directory_;
  std::unique_ptr<grpc::Server> server_;
};

}  // namespace creditproof::rpc
