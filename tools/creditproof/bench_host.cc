#include "tools/creditproof/bench_host.h"

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
namespace {

using eligibility::v1::EligibilityService;

constexpr char kAgency[] = "bench";

absl::StatusOr<rpc::AllowList> AllowBenchClient() {
  rpc::AllowList::Config config;
  const absl::string_view service = EligibilityService::service_full_name();
  for (const char* method : {"CheckEligibility", "BatchCheckEligibility"}) {
    config[absl::StrCat(service, ".", method)].add_names(kBenchClient);
  }
  return rpc::AllowList::Make(service, config);
}

}  // namespace

config::v1::Grounds BenchGrounds() {
  config::v1::Grounds grounds;
  config::v1::Duty& duty = *grounds.add_duties();
  duty.set_agency(kAgency);
  duty.add_clients(kBenchClient);
  duty.add_scenarios(record::v1::SCENARIO_POLICY_APPLICATION);
  return grounds;
}

access::v1::Ground BenchGround() {
  access::v1::Ground ground;
  ground.mutable_duty()->set_agency(kAgency);
  ground.mutable_duty()->set_scenario(record::v1::SCENARIO_POLICY_APPLICATION);
  return ground;
}

absl::StatusOr<std::unique_ptr<kv::Store>> OpenBenchStore(
    const std::filesystem::path& folder) {
  return kv::Store::Open(folder / "data", eligibility_check::FamilySpecs());
}

struct CheckHost::Parts {
  // The service behind one listener.
  struct Front {
    std::optional<rpc::Gate> gate;
    std::optional<rpc::StreamGate> streams;
    std::optional<eligibility_check::EligibilityServiceImpl> service;
    Listening listening;
  };

  absl::Status Open(const std::filesystem::path& folder);
  absl::Status Serve(access::Judge judge);
  void Wire(const rpc::Authorizer& authorizer, Front& front);

  PartitionSet partitions = PartitionSet::Make(kBenchPartitions, {}).value();
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<audit::Trail> trail;
  absl::Duration start_time;
  std::unique_ptr<eligibility_check::Replica> replica;
  std::unique_ptr<LogEnd> log_end;
  std::optional<changelog::HeadReader> heads;
  std::optional<eligibility_check::Doorkeeper> door;
  std::ofstream access_log;
  rpc::CallObserver observe;
  rpc::Executor executor{256, 4096};  // as in main.cc
  rpc::Executor stream_executor{1, 1};
  Front plain;
  Front tls;
};

absl::Status CheckHost::Parts::Open(const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(store, OpenBenchStore(folder));
  ASSIGN_OR_RETURN(trail,
                   audit::Trail::Open(*store, eligibility_check::kAudit));
  const absl::Time start = absl::Now();
  ASSIGN_OR_RETURN(replica,
                   eligibility_check::Replica::Open(*store, partitions));
  start_time = absl::Now() - start;
  ASSIGN_OR_RETURN(log_end,
                   LogEnd::Start(replica->progress(), partitions.served()));
  heads.emplace([this] { return log_end->Read(); });
  access_log.open(folder / "access.log");
  observe = rpc::AccessLogTo(
      "eligibility-check",
      [this](absl::string_view lines) { access_log << lines << std::flush; });
  return absl::OkStatus();
}

void CheckHost::Parts::Wire(const rpc::Authorizer& authorizer, Front& front) {
  front.gate.emplace(authorizer, observe, executor);
  front.streams.emplace(authorizer, observe, stream_executor);
  front.service.emplace(*replica, *heads, *door, *trail, *front.gate,
                        *front.streams);
}

absl::Status CheckHost::Parts::Serve(access::Judge judge) {
  door.emplace(partitions, std::move(judge), *trail, base::SystemClock());
  Wire(rpc::AllowAs(kBenchClient), plain);
  ASSIGN_OR_RETURN(plain.listening, Listen(*plain.service));
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<CheckHost>> CheckHost::Start(
    const std::filesystem::path& folder, access::Judge judge) {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Open(folder));
  RETURN_IF_ERROR(parts->Serve(std::move(judge)));
  return std::unique_ptr<CheckHost>(new CheckHost(std::move(parts)));
}

CheckHost::CheckHost(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}

CheckHost::~CheckHost() {
  parts_->plain.listening.server->Shutdown();
  if (parts_->tls.listening.server) parts_->tls.listening.server->Shutdown();
}

const Target& CheckHost::target() const {
  return parts_->plain.listening.target;
}

absl::StatusOr<Target> CheckHost::AddTls(
    const std::filesystem::path& identities) {
  Parts::Front& front = parts_->tls;
  ASSIGN_OR_RETURN(rpc::AllowList allowed, AllowBenchClient());
  parts_->Wire(rpc::AllowClients(std::move(allowed)), front);
  ASSIGN_OR_RETURN(front.listening, ListenTls(*front.service, identities));
  return front.listening.target;
}

eligibility_check::Replica& CheckHost::replica() { return *parts_->replica; }

const LogEnd& CheckHost::log_end() const { return *parts_->log_end; }

absl::Duration CheckHost::start_time() const { return parts_->start_time; }

}  // namespace creditproof::tool
