// verification: proves reports to anybody, and keeps the registry of them.
//
// Usage: creditproof-verification CONFIG, a creditproof.config.v1.Verification
// text file.

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <optional>
#include <utility>

#include "creditproof/config/v1/config.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/audit_service/audit_service.h"
#include "libs/base/clock.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/follower.h"
#include "libs/changelog/head_reader.h"
#include "libs/changelog/load_state.h"
#include "libs/kv/store.h"
#include "libs/kv/whole_store.h"
#include "libs/partition/partition.h"
#include "libs/remote_log/remote_log.h"
#include "libs/remote_log/remote_state.h"
#include "libs/report/key_folder.h"
#include "libs/report/template_shelf.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/config.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/server.h"
#include "libs/rpc/stream_gate.h"
#include "libs/rpc/visitor.h"
#include "services/verification/examiner.h"
#include "services/verification/families.h"
#include "services/verification/presentation_service.h"
#include "services/verification/registry_service.h"
#include "services/verification/status_lister.h"
#include "services/verification/upload.h"
#include "services/verification/verification_service.h"

namespace creditproof::verification {
namespace {

// Anybody's questions do not hold up what is issued. Registrations share
// fsyncs.
constexpr std::size_t kRegistryThreads = 16;
constexpr std::size_t kWaitingRegistrations = 1024;
constexpr std::size_t kPublicThreads = 16;
constexpr std::size_t kWaitingQuestions = 64;

// A store that is not there yet starts from record-store's state, when the
// configuration says where that is.
absl::Status FillStore(const config::v1::Verification& config,
                       const std::filesystem::path& folder,
                       const PartitionSet& partitions) {
  if (!config.has_record_store()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Peer> record_store,
      rpc::Peer::Make("record-store", config.record_store(),
                      config.server().tls(), folder, partitions.count()));
  return kv::MakeWhole(
      rpc::Resolve(folder, config.shard().data_directory()), FamilySpecs(),
      [&](kv::Store& store) -> absl::Status {
        ASSIGN_OR_RETURN(
            const std::unique_ptr<SubjectChanges> changes,
            SubjectChanges::Open(store, kFollowed, partitions.served()));
        return changelog::LoadState(remote_log::StateOver(*record_store),
                                    partitions.served(), *changes, store,
                                    kFollowed.positions);
      });
}

absl::Status Run(const char* config_file) {
  config::v1::Verification config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  const config::v1::Shard& shard = config.shard();
  ASSIGN_OR_RETURN(
      const PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<report::KeyFolder> key_folder,
      report::KeyFolder::Open(rpc::Resolve(folder, config.key_directory()),
                              base::SystemClock()));
  const report::KeySource keys = [&key_folder] { return key_folder->Keys(); };
  ASSIGN_OR_RETURN(const report::TemplateShelf templates,
                   report::TemplateShelf::Load(
                       rpc::Resolve(folder, config.template_directory())));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Peer> ingestion,
      rpc::Peer::Make("ingestion", config.ingestion(), config.server().tls(),
                      folder, partitions.count()));

  ASSIGN_OR_RETURN(const access::Judge judge,
                   access::Judge::Make(config.grounds(), folder));
  ASSIGN_OR_RETURN(audit::Retention retention,
                   audit::RetentionBy(config.audit(), base::SystemClock()));

  RETURN_IF_ERROR(FillStore(config, folder, partitions));
  ASSIGN_OR_RETURN(const std::unique_ptr<kv::Store> store,
                   kv::Store::Open(rpc::Resolve(folder, shard.data_directory()),
                                   FamilySpecs()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*store, kAudit, std::move(retention)));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<SubjectChanges> changes,
      SubjectChanges::Open(*store, kFollowed, partitions.served()));
  Registry registry(*store, kReports, kDigests, *changes);
  changelog::HeadReader heads(
      remote_log::HeadsOver(*ingestion, partitions.served()));
  Freshness freshness(changes->progress(), heads, base::SystemClock());
  const FreshnessKeeper keeper(freshness, partitions.served());
  std::optional<StatusLister> lister;
  std::optional<StatusListKeeper> list_keeper;
  if (!config.status_list_key_file().empty()) {
    ASSIGN_OR_RETURN(
        const std::string pem,
        base::ReadFile(rpc::Resolve(folder, config.status_list_key_file())));
    ASSIGN_OR_RETURN(crypto::SigningKey key, crypto::SigningKey::FromPem(pem));
    lister.emplace(
        StatusLister::Parts{registry, *changes, freshness, keys, partitions},
        std::move(key), base::SystemClock());
    list_keeper.emplace(*lister);
  }
  KnownStarts starts;
  const Examiner examiner(registry, *changes, freshness, keys, templates,
                          partitions, starts);
  Presentations presentations(*store, kPresentations);
  Watch watch(presentations);
  const changelog::Follower follower(remote_log::FollowOver(*ingestion),
                                     partitions.served(), *changes);

  const rpc::CallObserver observe = rpc::AccessLog("verification");
  ASSIGN_OR_RETURN(
      const std::unique_ptr<audit::AuditServiceImpl> audit,
      audit::AuditServiceImpl::Make(*trail, judge, config.server(), observe));
  rpc::Executor registrations(kRegistryThreads, kWaitingRegistrations);
  rpc::Executor questions(kPublicThreads, kWaitingQuestions);
  const auto for_visitors = [&config](rpc::AllowList allowed) {
    const auto& bringers = config.visitor_clients();
    return rpc::TellVisitors(rpc::AllowClients(std::move(allowed)),
                             {bringers.begin(), bringers.end()});
  };
  const auto gate_for =
      [&](absl::string_view name,
          rpc::Executor& executor) -> absl::StatusOr<rpc::Gate> {
    ASSIGN_OR_RETURN(
        rpc::AllowList allowed,
        rpc::AllowList::Make(name, config.server().allowed_clients()));
    return rpc::Gate(for_visitors(std::move(allowed)), observe, executor);
  };
  ASSIGN_OR_RETURN(
      const rpc::Gate registry_gate,
      gate_for(v1::RegistryService::service_full_name(), registrations));
  ASSIGN_OR_RETURN(
      const rpc::Gate public_gate,
      gate_for(v1::VerificationService::service_full_name(), questions));
  RegistryServiceImpl registry_service(
      {registry, *changes, keys, partitions, heads, base::SystemClock()},
      registry_gate);
  rpc::Executor upload_threads(UploadShares::kAll, UploadShares::kAll);
  ASSIGN_OR_RETURN(
      rpc::AllowList may_upload,
      rpc::AllowList::Make(v1::VerificationService::service_full_name(),
                           config.server().allowed_clients()));
  const rpc::StreamGate uploads(for_visitors(std::move(may_upload)), observe,
                                upload_threads);
  VerificationServiceImpl verification_service(
      examiner, registry, lister ? &*lister : nullptr, watch, *trail,
      public_gate, uploads, kLongestPause, base::SystemClock());
  ASSIGN_OR_RETURN(
      const rpc::Gate subjects_gate,
      gate_for(v1::PresentationService::service_full_name(), questions));
  PresentationServiceImpl presentation_service(
      {registry, presentations, partitions, judge, *trail, base::SystemClock()},
      subjects_gate);
  return rpc::RunServer(config.server(), folder,
                        {&registry_service, &verification_service,
                         &presentation_service, audit.get()});
}

}  // namespace
}  // namespace creditproof::verification

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-verification CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::verification::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "creditproof-verification: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
