// StartServer and Peer, each against the other.

#include <grpcpp/create_channel.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <memory>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/base/error.h"
#include "libs/base/files.h"
#include "libs/rpc/client.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/server.h"
#include "libs/rpc/test_identities.h"

namespace creditproof::rpc {
namespace {

using base::Reason;
using ingestion::v1::GetSourceRequest;
using ingestion::v1::Source;
using ingestion::v1::SourceService;

constexpr std::uint32_t kPartitions = 4;
constexpr char kGetSource[] =
    "creditproof.ingestion.v1.SourceService.GetSource";

// Answers with its own name and the caller's.
class Service final : public SourceService::CallbackService {
 public:
  Service(std::string name, AllowList allowed)
      : name_(std::move(name)),
        gate_(
            AllowClients(std::move(allowed)), [](const CallRecord&) {},
            executor_) {}

  grpc::ServerUnaryReactor* GetSource(grpc::CallbackServerContext* context,
                                      const GetSourceRequest* request,
                                      Source* response) override {
    return gate_.Serve("GetSource", context, request, response,
                       [this](const auto&, const Caller& caller) {
                         Source source;
                         source.set_name(name_);
                         source.set_contact(std::string(caller.name()));
                         return absl::StatusOr<Source>(source);
                       });
  }

 private:
  const std::string name_;
  Executor executor_{1, 1};
  const Gate gate_;
};

// One instance, serving at a port of its own.
class Instance {
 public:
  Instance(const TestIdentities& identities, const config::v1::Tls& tls,
           const std::string& name, const std::string& address) {
    config::v1::Server config;
    config.set_address(address);
    *config.mutable_tls() = tls;
    (*config.mutable_allowed_clients())[kGetSource].add_names("reader");
    const auto allowed = AllowList::Make(SourceService::service_full_name(),
                                         config.allowed_clients());
    REQUIRE(allowed.ok());
    service_ = std::make_unique<Service>(name, *allowed);
    auto started = StartServer(config, identities.folder(), {service_.get()});
    REQUIRE(started.ok());
    started_ = *std::move(started);
  }
  ~Instance() { started_.server->Shutdown(); }

  const std::string& address() const { return started_.address; }

 private:
  std::unique_ptr<Service> service_;
  StartedServer started_;
};

config::v1::Peer At(const std::string& first, const std::string& second) {
  config::v1::Peer config;
  config.set_certificate_name("server.creditproof");
  auto* one = config.add_instances();
  one->set_address(first);
  one->add_partitions(0);
  one->add_partitions(1);
  auto* other = config.add_instances();
  other->set_address(second);
  other->add_partitions(2);
  other->add_partitions(3);
  return config;
}

absl::StatusOr<Source> Get(const Peer& peer, std::uint32_t partition) {
  GetSourceRequest request;
  request.set_name("sources/a");
  return peer.Call(partition, &SourceService::Stub::GetSource, request,
                   absl::Now() + absl::Seconds(30));
}

TEST_CASE(
    "Calls go to the instance of the partition, under the client's name") {
  const TestIdentities identities;
  const auto tls = identities.Make("server.creditproof");
  const Instance first(identities, tls, "first", "127.0.0.1:0");
  const Instance second(identities, tls, "second", "127.0.0.1:0");
  const auto peer =
      Peer::Make("ingestion", At(first.address(), second.address()),
                 identities.Make("reader"), identities.folder(), kPartitions);
  REQUIRE(peer.ok());

  for (std::uint32_t partition = 0; partition < kPartitions; ++partition) {
    for (int turn = 0; turn < 5; ++turn) {
      const auto source = Get(**peer, partition);
      REQUIRE(source.ok());
      CHECK(source->name() == (partition < 2 ? "first" : "second"));
      CHECK(source->contact() == "reader");
    }
  }
}

TEST_CASE("A client that is not listed, or of another authority, is refused") {
  const TestIdentities identities;
  const Instance server(identities, identities.Make("server.creditproof"), "a",
                        "127.0.0.1:0");
  const auto config = At(server.address(), server.address());

  const auto unlisted =
      Peer::Make("ingestion", config, identities.Make("stranger"),
                 identities.folder(), kPartitions);
  REQUIRE(unlisted.ok());
  CHECK(base::ReasonOf(Get(**unlisted, 0).status()) ==
        Reason::REASON_CLIENT_NOT_ALLOWED);

  const TestIdentities others;
  auto forged_tls = others.Make("reader");
  const auto forged =
      Peer::Make("ingestion", config, forged_tls, others.folder(), kPartitions);
  REQUIRE(forged.ok());
  const absl::Status untrusted = Get(**forged, 0).status();
  CHECK(base::ReasonOf(untrusted) == Reason::REASON_PEER_UNAVAILABLE);
  CHECK(absl::StrContains(untrusted.message(),
                          "cannot be reached; nothing was lost"));
  CAPTURE(std::string(untrusted.message()));
  CHECK(absl::StrContains(untrusted.message(), "handshake"));
}

TEST_CASE("A client without a certificate never reaches a method") {
  const TestIdentities identities;
  const auto tls = identities.Make("server.creditproof");
  const Instance server(identities, tls, "a", "127.0.0.1:0");
  grpc::SslCredentialsOptions options;
  options.pem_root_certs =
      base::ReadFile(identities.folder() / tls.ca_file()).value();
  grpc::ChannelArguments arguments;
  arguments.SetSslTargetNameOverride("server.creditproof");
  const auto stub = SourceService::NewStub(grpc::CreateCustomChannel(
      server.address(), grpc::SslCredentials(options), arguments));
  grpc::ClientContext context;
  GetSourceRequest request;
  request.set_name("sources/a");
  Source source;

  const grpc::Status status = stub->GetSource(&context, request, &source);

  CHECK(status.error_code() == grpc::StatusCode::UNAVAILABLE);
  CHECK(source.name().empty());
}

TEST_CASE("A service that is down is named, and found again when it is back") {
  const TestIdentities identities;
  const auto tls = identities.Make("server.creditproof");
  auto server =
      std::make_unique<Instance>(identities, tls, "before", "127.0.0.1:0");
  const std::string address = server->address();
  const auto peer =
      Peer::Make("record-store", At(address, address),
                 identities.Make("reader"), identities.folder(), kPartitions);
  REQUIRE(peer.ok());
  REQUIRE(Get(**peer, 0).ok());

  server.reset();
  const absl::Status down = Get(**peer, 0).status();
  CHECK(absl::IsUnavailable(down));
  CHECK(base::ReasonOf(down) == Reason::REASON_PEER_UNAVAILABLE);
  CHECK(absl::StartsWith(down.message(),
                         absl::StrCat("record-store at ", address,
                                      " cannot be reached; nothing was lost")));

  server = std::make_unique<Instance>(identities, tls, "after", address);
  auto source = Get(**peer, 0);
  while (!source.ok()) source = Get(**peer, 0);  // it connects again by itself
  CHECK(source->name() == "after");
}

TEST_CASE("An address that is taken is an error") {
  const TestIdentities identities;
  const auto tls = identities.Make("server.creditproof");
  const Instance server(identities, tls, "a", "127.0.0.1:0");
  config::v1::Server config;
  config.set_address(server.address());
  *config.mutable_tls() = tls;

  const absl::Status taken =
      StartServer(config, identities.folder(), {}).status();

  CHECK(absl::IsUnavailable(taken));
  CHECK(absl::StrContains(taken.message(), server.address()));
}

TEST_CASE("A TLS file that is missing is named") {
  const TestIdentities identities;
  config::v1::Server config;
  config.set_address("127.0.0.1:0");
  *config.mutable_tls() = identities.Make("server.creditproof");
  config.mutable_tls()->set_key_file("no.key");
  const absl::Status missing =
      StartServer(config, identities.folder(), {}).status();
  CHECK(absl::IsNotFound(missing));
  CHECK(absl::StrContains(missing.message(), "no.key"));
}

TEST_CASE("Instances must serve every partition once") {
  const TestIdentities identities;
  const auto tls = identities.Make("reader");
  const auto make = [&](const config::v1::Peer& config) {
    return Peer::Make("ingestion", config, tls, identities.folder(),
                      kPartitions)
        .status();
  };
  CHECK(make(At("a:1", "b:1")).ok());

  auto twice = At("a:1", "b:1");
  twice.mutable_instances(1)->add_partitions(0);
  CHECK(make(twice).message() ==
        "two instances of ingestion serve partition 0");

  auto none = At("a:1", "b:1");
  none.mutable_instances(0)->mutable_partitions()->RemoveLast();
  CHECK(make(none).message() == "no instance of ingestion serves partition 1");

  auto beyond = At("a:1", "b:1");
  beyond.mutable_instances(1)->add_partitions(kPartitions);
  CHECK(absl::IsInvalidArgument(make(beyond)));
}

}  // namespace
}  // namespace creditproof::rpc
