#include "libs/rpc/required.h"

#include <catch2/catch.hpp>
#include <thread>
#include <vector>

#include "creditproof/config/v1/config.pb.h"
#include "creditproof/ingestion/v1/source_service.pb.h"

namespace creditproof::rpc {
namespace {

TEST_CASE("The first REQUIRED field that is not set is named") {
  ingestion::v1::CreateSourceRequest request;
  CHECK(CheckRequired(request).message() == "source_id: is required");
  request.set_source_id("a");
  CHECK(CheckRequired(request).message() == "source: is required");
  request.mutable_source()->set_display_name("甲");
  CHECK(CheckRequired(request).message() == "source.contact: is required");
  request.mutable_source()->set_contact("1");
  CHECK(CheckRequired(request).message() == "source.client_names: is required");
  request.mutable_source()->add_client_names("a");
  CHECK(CheckRequired(request).ok());
}

TEST_CASE("A request with nothing REQUIRED may be empty") {
  CHECK(CheckRequired(ingestion::v1::ListSourcesRequest()).ok());
}

TEST_CASE("Elements of lists are checked") {
  config::v1::Peer peer;
  peer.set_certificate_name("a");
  peer.add_instances()->set_address("127.0.0.1:1");
  CHECK(CheckRequired(peer).ok());
  peer.add_instances();
  CHECK(CheckRequired(peer).message() == "instances[1].address: is required");
}

TEST_CASE("Values of maps are checked") {
  config::v1::Server server;
  server.set_address("127.0.0.1:1");
  server.mutable_tls()->set_ca_file("ca");
  server.mutable_tls()->set_cert_file("cert");
  server.mutable_tls()->set_key_file("key");
  (*server.mutable_allowed_clients())["method"];
  CHECK(CheckRequired(server).message() ==
        "allowed_clients[0].value.names: is required");
  (*server.mutable_allowed_clients())["method"].add_names("a");
  CHECK(CheckRequired(server).ok());
}

TEST_CASE("Threads may check at the same time") {
  std::vector<std::jthread> threads;
  std::vector<int> refused(8);
  for (std::size_t t = 0; t < refused.size(); ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 100; ++i) {
        refused[t] += !CheckRequired(ingestion::v1::CreateSourceRequest()).ok();
      }
    });
  }
  threads.clear();
  CHECK(refused == std::vector<int>(8, 100));
}

}  // namespace
}  // namespace creditproof::rpc
