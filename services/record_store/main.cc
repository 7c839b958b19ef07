// record-store: follows the change log and keeps all of it.
//
// Usage: creditproof-record-store CONFIG, a creditproof.config.v1.RecordStore
// text file.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

#include "creditproof/config/v1/config.pb.h"
#include "libs/audit_service/audit_service.h"
#include "libs/base/status_macros.h"
#include "libs/remote_log/remote_log.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/client.h"
#include "libs/rpc/config.h"
#include "libs/rpc/server.h"
#include "services/record_store/families.h"
#include "services/record_store/past_service.h"
#include "services/record_store/record_service.h"
#include "services/record_store/state_service.h"

namespace creditproof::record_store {
namespace {

// Readers wait for the audit trail and share its syncs.
constexpr std::size_t kReaders = 32;
constexpr std::size_t kWaitingReads = 1024;
// A follower without data reads one partition after the other.
constexpr std::size_t kExports = 8;
constexpr std::size_t kWaitingExports = 8;
// Replays wait for the log now and then, and end soon.
constexpr std::size_t kPasts = 8;
constexpr std::size_t kWaitingPasts = 64;

absl::StatusOr<rpc::Authorizer> Allowed(absl::string_view service,
                                        const config::v1::Server& server) {
  ASSIGN_OR_RETURN(rpc::AllowList allowed,
                   rpc::AllowList::Make(service, server.allowed_clients()));
  return rpc::AllowClients(std::move(allowed));
}

absl::Status Run(const char* config_file) {
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  config::v1::RecordStore config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const config::v1::Shard& shard = config.shard();
  ASSIGN_OR_RETURN(
      const PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  ASSIGN_OR_RETURN(access::Judge judge,
                   access::Judge::Make(config.grounds(), folder));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_look,
      Allowed(record::v1::RecordService::service_full_name(), config.server()));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_export,
      Allowed(record::v1::StateService::service_full_name(), config.server()));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_read_past,
      Allowed(record::v1::PastService::service_full_name(), config.server()));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Peer> ingestion,
      rpc::Peer::Make("ingestion", config.ingestion(), config.server().tls(),
                      folder, shard.partition_count()));

  ASSIGN_OR_RETURN(audit::Retention retention,
                   audit::RetentionBy(config.audit(), base::SystemClock()));

  ASSIGN_OR_RETURN(const std::unique_ptr<kv::Store> store,
                   kv::Store::Open(rpc::Resolve(folder, shard.data_directory()),
                                   FamilySpecs()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*store, kAudit, std::move(retention)));
  ASSIGN_OR_RETURN(const std::unique_ptr<History> history,
                   History::Open(*store, partitions));
  const changelog::Follower follower(remote_log::FollowOver(*ingestion),
                                     partitions.served(), *history);
  changelog::HeadReader heads(
      remote_log::HeadsOver(*ingestion, partitions.served()));

  const rpc::CallObserver observe = rpc::AccessLog("record-store");
  ASSIGN_OR_RETURN(
      const std::unique_ptr<audit::AuditServiceImpl> audit,
      audit::AuditServiceImpl::Make(*trail, judge, config.server(), observe));
  rpc::Executor readers(kReaders, kWaitingReads);
  rpc::Executor exports(kExports, kWaitingExports);
  rpc::Executor pasts(kPasts, kWaitingPasts);
  const rpc::Gate gate(may_look, observe, readers);
  RecordServiceImpl records(*history, heads, partitions, std::move(judge),
                            *trail, base::SystemClock(), gate);
  StateServiceImpl states(*store, partitions,
                          rpc::StreamGate(may_export, observe, exports));
  PastServiceImpl past(*store, *history, heads, partitions, base::SystemClock(),
                       rpc::StreamGate(may_read_past, observe, pasts));
  return rpc::RunServer(config.server(), folder,
                        {&records, &states, &past, audit.get()});
}

}  // namespace
}  // namespace creditproof::record_store

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-record-store CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::record_store::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "record-store: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
