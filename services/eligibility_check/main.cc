// eligibility-check: follows the change log and gives verdicts.
//
// Usage: creditproof-eligibility-check CONFIG, a
// creditproof.config.v1.EligibilityCheck text file.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <utility>

#include "creditproof/config/v1/config.pb.h"
#include "libs/audit_service/audit_service.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/load_state.h"
#include "libs/kv/whole_store.h"
#include "libs/remote_log/remote_log.h"
#include "libs/remote_log/remote_past.h"
#include "libs/remote_log/remote_state.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/client.h"
#include "libs/rpc/config.h"
#include "libs/rpc/server.h"
#include "services/eligibility_check/eligibility_service.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/replay_service.h"
#include "services/eligibility_check/standing_applier.h"
#include "services/eligibility_check/trial_service.h"

namespace creditproof::eligibility_check {
namespace {

// Strong checks and findings wait, and do nothing meanwhile; as many as wait at
// once share a head reading and a sync.
constexpr std::size_t kWaiters = 256;
constexpr std::size_t kWaitingChecks = 4096;
// Replays wait for record-store; checks do not wait for them.
constexpr std::size_t kReplays = 8;
constexpr std::size_t kWaitingReplays = 256;
constexpr std::size_t kTrials = 1;

// Streams of batches; each holds a thread.
constexpr std::size_t kStreams = 32;

// Null when the configuration does not say where it is.
absl::StatusOr<std::unique_ptr<rpc::Peer>> RecordStore(
    const config::v1::EligibilityCheck& config,
    const std::filesystem::path& folder) {
  if (!config.has_record_store()) return std::unique_ptr<rpc::Peer>();
  return rpc::Peer::Make("record-store", config.record_store(),
                         config.server().tls(), folder,
                         config.shard().partition_count());
}

// A store that is not there yet starts from record-store's state, when there is
// one.
absl::Status FillStore(const rpc::Peer* record_store,
                       const std::filesystem::path& directory,
                       const PartitionSet& partitions) {
  if (record_store == nullptr) return absl::OkStatus();
  return kv::MakeWhole(
      directory, FamilySpecs(), [&](kv::Store& store) -> absl::Status {
        ASSIGN_OR_RETURN(const std::unique_ptr<Replica> replica,
                         Replica::Open(store, partitions));
        StandingApplier applier(*replica);
        return changelog::LoadState(remote_log::StateOver(*record_store),
                                    partitions.served(), applier, store, kMeta);
      });
}

absl::StatusOr<rpc::Authorizer> Allowed(absl::string_view service,
                                        const config::v1::Server& server) {
  ASSIGN_OR_RETURN(rpc::AllowList allowed,
                   rpc::AllowList::Make(service, server.allowed_clients()));
  return rpc::AllowClients(std::move(allowed));
}

absl::Status Run(const char* config_file) {
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  config::v1::EligibilityCheck config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const config::v1::Shard& shard = config.shard();
  ASSIGN_OR_RETURN(
      const PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  ASSIGN_OR_RETURN(access::Judge judge,
                   access::Judge::Make(config.grounds(), folder));
  ASSIGN_OR_RETURN(
      const rpc::Authorizer may_check,
      Allowed(eligibility::v1::EligibilityService::service_full_name(),
              config.server()));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_replay,
                   Allowed(eligibility::v1::ReplayService::service_full_name(),
                           config.server()));
  ASSIGN_OR_RETURN(const rpc::Authorizer may_try,
                   Allowed(eligibility::v1::TrialService::service_full_name(),
                           config.server()));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Peer> ingestion,
      rpc::Peer::Make("ingestion", config.ingestion(), config.server().tls(),
                      folder, shard.partition_count()));

  ASSIGN_OR_RETURN(audit::Retention retention,
                   audit::RetentionBy(config.audit(), base::SystemClock()));

  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Peer> record_store,
                   RecordStore(config, folder));
  const std::filesystem::path directory =
      rpc::Resolve(folder, shard.data_directory());
  RETURN_IF_ERROR(FillStore(record_store.get(), directory, partitions));
  ASSIGN_OR_RETURN(const std::unique_ptr<kv::Store> store,
                   kv::Store::Open(directory, FamilySpecs()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*store, kAudit, std::move(retention)));
  ASSIGN_OR_RETURN(const std::unique_ptr<Replica> replica,
                   Replica::Open(*store, partitions));
  StandingApplier applier(*replica);
  const changelog::Follower follower(remote_log::FollowOver(*ingestion),
                                     partitions.served(), applier);
  changelog::HeadReader heads(
      remote_log::HeadsOver(*ingestion, partitions.served()));

  const rpc::CallObserver observe = rpc::AccessLog("eligibility-check");
  ASSIGN_OR_RETURN(
      const std::unique_ptr<audit::AuditServiceImpl> audit,
      audit::AuditServiceImpl::Make(*trail, judge, config.server(), observe));
  const Doorkeeper door(partitions, std::move(judge), *trail,
                        base::SystemClock());
  rpc::Executor executor(kWaiters, kWaitingChecks);
  const rpc::Gate gate(may_check, observe, executor);
  rpc::Executor stream_executor(kStreams, kStreams);
  const rpc::StreamGate streams(may_check, observe, stream_executor);
  EligibilityServiceImpl service(*replica, heads, door, *trail, gate, streams);

  rpc::Executor replaying(kReplays, kWaitingReplays);
  const rpc::Gate replay_gate(may_replay, observe, replaying);
  ReplayServiceImpl replays(record_store == nullptr
                                ? remote_log::PastReader()
                                : remote_log::PastOver(*record_store),
                            door, *trail, replay_gate);
  rpc::Executor trying(kTrials, kTrials);
  TrialServiceImpl trials(*replica, partitions, *trail, base::SystemClock(),
                          rpc::StreamGate(may_try, observe, trying));
  return rpc::RunServer(config.server(), folder,
                        {&service, &replays, &trials, audit.get()});
}

}  // namespace
}  // namespace creditproof::eligibility_check

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-eligibility-check CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::eligibility_check::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "eligibility-check: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
