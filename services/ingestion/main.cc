// ingestion: takes deliveries and keeps the change log.
//
// Usage: creditproof-ingestion CONFIG, a creditproof.config.v1.Ingestion text
// file.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <stop_token>

#include "creditproof/config/v1/config.pb.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/policy/decide.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/config.h"
#include "libs/rpc/server.h"
#include "services/ingestion/change_log_service.h"
#include "services/ingestion/families.h"
#include "services/ingestion/first_policy.h"
#include "services/ingestion/ingestion_service.h"
#include "services/ingestion/source_service.h"

namespace creditproof::ingestion {
namespace {

constexpr std::size_t kDeliveries = 8;  // at once; they share one writer
constexpr std::size_t kLeastFollowers = 64;
constexpr std::size_t kFollowersOfPartition = 8;  // services and instances
constexpr std::size_t kWaiters = 4;               // acts of administrators
constexpr std::size_t kWaitingCalls = 64;         // for each executor

// A service's allow-list as an authorizer.
absl::StatusOr<rpc::Authorizer> Allowed(absl::string_view service,
                                        const config::v1::Server& server) {
  ASSIGN_OR_RETURN(rpc::AllowList list,
                   rpc::AllowList::Make(service, server.allowed_clients()));
  return rpc::AllowClients(std::move(list));
}

absl::StatusOr<PartitionSet> AllPartitions(const config::v1::Shard& shard) {
  ASSIGN_OR_RETURN(
      PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  if (partitions.served().size() == partitions.count()) return partitions;
  return absl::InvalidArgumentError(
      "shard.partitions: the embedded log serves every partition");
}

absl::StatusOr<std::unique_ptr<DeliveryDesk>> OpenDesk(
    const config::v1::Ingestion& config, const std::filesystem::path& folder,
    const kv::Store& store, Writer& writer) {
  ASSIGN_OR_RETURN(
      const std::string sealing_keys,
      base::ReadFile(rpc::Resolve(folder, config.sealing_key_file())));
  ASSIGN_OR_RETURN(crypto::Sealer sealer,
                   crypto::Sealer::FromKeyFile(sealing_keys));
  ASSIGN_OR_RETURN(
      const std::string receipt_pem,
      base::ReadFile(rpc::Resolve(folder, config.receipt_key_file())));
  ASSIGN_OR_RETURN(crypto::SigningKey receipt_key,
                   crypto::SigningKey::FromPem(receipt_pem));
  return std::make_unique<DeliveryDesk>(store, writer, std::move(sealer),
                                        std::move(receipt_key));
}

absl::Status StartPolicy(const config::v1::Ingestion& config,
                         const std::filesystem::path& folder, Writer& writer) {
  ASSIGN_OR_RETURN(
      const std::string text,
      base::ReadFile(rpc::Resolve(folder, config.initial_policy_file())));
  ASSIGN_OR_RETURN(const policy::v1::Policy policy, policy::ParsePolicy(text));
  return ActivateFirstPolicy(policy, writer);
}

absl::Status Run(const char* config_file) {
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  config::v1::Ingestion config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const config::v1::Server& server = config.server();
  ASSIGN_OR_RETURN(const PartitionSet partitions,
                   AllPartitions(config.shard()));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_deliver,
                   Allowed(v1::IngestionService::service_full_name(), server));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_register,
                   Allowed(v1::SourceService::service_full_name(), server));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_follow,
      Allowed(changelog::v1::ChangeLogService::service_full_name(), server));

  const base::Clock clock = base::SystemClock();
  ASSIGN_OR_RETURN(
      const std::unique_ptr<kv::Store> store,
      OpenStore(rpc::Resolve(folder, config.shard().data_directory()),
                partitions.count()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*store, kAudit));
  ASSIGN_OR_RETURN(const std::unique_ptr<changelog::EmbeddedLog> log,
                   changelog::EmbeddedLog::Open(*store, kLog, kIds,
                                                partitions.count(), clock));
  ASSIGN_OR_RETURN(const std::unique_ptr<Writer> writer,
                   Writer::Open(*store, *log, partitions.count(), clock));
  ASSIGN_OR_RETURN(const std::unique_ptr<DeliveryDesk> desk,
                   OpenDesk(config, folder, *store, *writer));
  RETURN_IF_ERROR(StartPolicy(config, folder, *writer));

  const rpc::CallObserver observe = rpc::AccessLog("ingestion");
  rpc::Executor deliveries(kDeliveries, kWaitingCalls);
  rpc::Executor followers(
      std::max(kLeastFollowers, partitions.count() * kFollowersOfPartition),
      kWaitingCalls);
  rpc::Executor waiters(kWaiters, kWaitingCalls);
  const rpc::StreamGate delivery_gate(may_deliver, observe, deliveries);
  const rpc::Gate source_gate(may_register, observe, waiters);
  const std::stop_source stopping;
  IngestionServiceImpl ingestion(*desk, delivery_gate);
  SourceServiceImpl sources(*store, *writer, *trail, source_gate, clock);
  ChangeLogServiceImpl change_log(
      *log, partitions, rpc::Gate(may_follow, observe, waiters),
      rpc::StreamGate(may_follow, observe, followers), stopping.get_token());
  return rpc::RunServer(server, folder, {&ingestion, &sources, &change_log},
                        stopping);
}

}  // namespace
}  // namespace creditproof::ingestion

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-ingestion CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::ingestion::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "ingestion: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
