#include "tools/creditproof/bench_host.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <fstream>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/access_log.h"
#include "services/eligibility_check/eligibility_service.h"
#include "services/eligibility_check/families.h"

namespace creditproof::tool {

std::unique_ptr<grpc::Server> Listen(grpc::Service& service,
                                     std::string& address) {
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&service);
  std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  address = absl::StrCat("127.0.0.1:", port);
  return server;
}

absl::StatusOr<std::unique_ptr<kv::Store>> OpenBenchStore(
    const std::filesystem::path& folder) {
  return kv::Store::Open(folder / "data", eligibility_check::FamilySpecs());
}

struct CheckHost::Parts {
  PartitionSet partitions = PartitionSet::Make(kBenchPartitions, {}).value();
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<audit::Trail> trail;
  absl::Duration start_time;
  std::unique_ptr<eligibility_check::Replica> replica;
  // Nobody asks for a strong check here.
  changelog::HeadReader heads{[] { return changelog::Heads(); }};
  std::optional<eligibility_check::Doorkeeper> door;
  std::ofstream access_log;
  rpc::Executor executor{64, 4096};
  std::optional<rpc::Gate> gate;
  rpc::Executor stream_executor{1, 1};
  std::optional<rpc::StreamGate> streams;
  std::optional<eligibility_check::EligibilityServiceImpl> service;
  std::unique_ptr<grpc::Server> server;
  std::string address;

  absl::Status Open(const std::filesystem::path& folder) {
    ASSIGN_OR_RETURN(store, OpenBenchStore(folder));
    ASSIGN_OR_RETURN(trail,
                     audit::Trail::Open(*store, eligibility_check::kAudit));
    const absl::Time start = absl::Now();
    ASSIGN_OR_RETURN(replica,
                     eligibility_check::Replica::Open(*store, partitions));
    start_time = absl::Now() - start;
    access_log.open(folder / "access.log");
    return absl::OkStatus();
  }

  absl::Status Serve(access::Judge judge) {
    door.emplace(partitions, std::move(judge), *trail, base::SystemClock());
    const auto log = rpc::AccessLogTo(
        "eligibility-check",
        [this](absl::string_view lines) { access_log << lines << std::flush; });
    gate.emplace(rpc::AllowAs(kBenchClient), log, executor);
    streams.emplace(rpc::AllowAs(kBenchClient), log, stream_executor);
    service.emplace(*replica, heads, *door, *trail, *gate, *streams);
    server = Listen(*service, address);
    if (server != nullptr) return absl::OkStatus();
    return absl::UnavailableError("no port of loopback is free");
  }
};

absl::StatusOr<std::unique_ptr<CheckHost>> CheckHost::Start(
    const std::filesystem::path& folder, access::Judge judge) {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Open(folder));
  RETURN_IF_ERROR(parts->Serve(std::move(judge)));
  return std::unique_ptr<CheckHost>(new CheckHost(std::move(parts)));
}

CheckHost::CheckHost(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

CheckHost::~CheckHost() { parts_->server->Shutdown(); }

const std::string& CheckHost::address() const { return parts_->address; }

const eligibility_check::Replica& CheckHost::replica() const {
  return *parts_->replica;
}

absl::Duration CheckHost::start_time() const { return parts_->start_time; }

}  // namespace creditproof::tool
