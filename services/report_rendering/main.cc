// report-rendering: issues reports and keeps them.
//
// Usage: creditproof-report-rendering CONFIG, a
// creditproof.config.v1.ReportRendering text file.

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "creditproof/config/v1/config.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/audit_service/audit_service.h"
#include "libs/base/clock.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/random.h"
#include "libs/kv/store.h"
#include "libs/partition/partition.h"
#include "libs/report/faces.h"
#include "libs/report/template_shelf.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/client.h"
#include "libs/rpc/config.h"
#include "libs/rpc/executor.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/server.h"
#include "libs/rpc/stream_gate.h"
#include "services/report_rendering/families.h"
#include "services/report_rendering/grant_service.h"
#include "services/report_rendering/housekeeper.h"
#include "services/report_rendering/issuing_config.h"
#include "services/report_rendering/report_service.h"
#include "services/report_rendering/resumer.h"
#include "services/report_rendering/time_stamps.h"

namespace creditproof::report_rendering {
namespace {

constexpr std::size_t kThreads = 32;  // most wait for a disk or a peer
static_assert(2 * TimeStamps::kMostAtOnce <= kThreads);
constexpr std::size_t kWaitingCalls = 1024;
constexpr std::size_t kFiles = 16;  // being read at the same time

absl::Status Run(const char* config_file) {
  config::v1::ReportRendering config;
  RETURN_IF_ERROR(rpc::ReadConfig(config_file, config));
  const std::filesystem::path folder = rpc::ConfigFolder(config_file);
  const config::v1::Shard& shard = config.shard();
  const config::v1::Tls& tls = config.server().tls();
  ASSIGN_OR_RETURN(
      const PartitionSet partitions,
      PartitionSet::Make(shard.partition_count(), {shard.partitions().begin(),
                                                   shard.partitions().end()}));
  ASSIGN_OR_RETURN(const access::Judge judge,
                   access::Judge::Make(config.grounds(), folder));
  ASSIGN_OR_RETURN(report::CmsSigner signer, LoadSigner(config, folder));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<report::KeyFolder> key_folder,
      report::KeyFolder::Open(rpc::Resolve(folder, config.key_directory()),
                              base::SystemClock()));
  const report::KeySource keys = [&key_folder] { return key_folder->Keys(); };
  RETURN_IF_ERROR(
      AddTimeStamps(config, folder, keys, base::SystemClock(), signer));
  RETURN_IF_ERROR(signer.CheckRoom());
  ASSIGN_OR_RETURN(const report::Templates templates,
                   LoadTemplates(config, folder));
  ASSIGN_OR_RETURN(const report::TemplateShelf shelf,
                   report::TemplateShelf::Load(
                       rpc::Resolve(folder, config.template_directory())));
  ASSIGN_OR_RETURN(Issuing issuing,
                   LoadIssuing(config, folder, signer, templates, keys));
  ASSIGN_OR_RETURN(report::Faces faces,
                   report::Faces::Load(FontDirectory(config, folder)));
  ASSIGN_OR_RETURN(Receivers receivers, Receivers::Make(config));
  ASSIGN_OR_RETURN(
      const std::unique_ptr<rpc::Peer> eligibility_check,
      rpc::Peer::Make("eligibility-check", config.eligibility_check(), tls,
                      folder, partitions.count()));
  ASSIGN_OR_RETURN(const std::unique_ptr<rpc::Peer> verification,
                   rpc::Peer::Make("verification", config.verification(), tls,
                                   folder, partitions.count()));

  ASSIGN_OR_RETURN(audit::Retention retention,
                   audit::RetentionBy(config.audit(), base::SystemClock()));

  ASSIGN_OR_RETURN(const std::unique_ptr<kv::Store> kv,
                   kv::Store::Open(rpc::Resolve(folder, shard.data_directory()),
                                   FamilySpecs()));
  ASSIGN_OR_RETURN(const std::unique_ptr<audit::Trail> trail,
                   audit::Trail::Open(*kv, kAudit, std::move(retention)));
  ReportStore store(*kv, {kIntents, kReports, kMeta}, partitions.count());
  RETURN_IF_ERROR(store.templates().CheckUnedited(shelf));
  RETURN_IF_ERROR(store.MakeIndex());
  Grants grants(*kv, kGrants, store, std::move(receivers),
                issuing.number_secret, crypto::RandomBytes);
  Press press(FontDirectory(config, folder), templates, signer);
  const Previewer previewer(
      PeersOver(*eligibility_check, *verification), templates,
      [&press](const report::v1::ReportData& data) {
        return press.Preview(data);
      },
      base::SystemClock());
  Issuer issuer(store, PeersOver(*eligibility_check, *verification),
                std::ref(press), std::move(issuing), base::SystemClock());
  const GrantCheck grant_check(PeersOver(*eligibility_check, *verification),
                               std::move(faces));
  const Resumer resumer(issuer, store);
  const Housekeeper housekeeper({store, grants, *trail}, base::SystemClock());

  const rpc::CallObserver observe = rpc::AccessLog("report-rendering");
  ASSIGN_OR_RETURN(
      const std::unique_ptr<audit::AuditServiceImpl> audit,
      audit::AuditServiceImpl::Make(*trail, judge, config.server(), observe));
  rpc::Executor executor(kThreads, kWaitingCalls);
  const auto gate_for =
      [&](absl::string_view name) -> absl::StatusOr<rpc::Gate> {
    ASSIGN_OR_RETURN(
        rpc::AllowList allowed,
        rpc::AllowList::Make(name, config.server().allowed_clients()));
    return rpc::Gate(rpc::AllowClients(std::move(allowed)), observe, executor);
  };
  ASSIGN_OR_RETURN(const rpc::Gate report_gate,
                   gate_for(report::v1::ReportService::service_full_name()));
  ASSIGN_OR_RETURN(const rpc::Gate grant_gate,
                   gate_for(report::v1::GrantService::service_full_name()));
  rpc::Executor file_threads(kFiles, kFiles);
  ASSIGN_OR_RETURN(
      rpc::AllowList may_read,
      rpc::AllowList::Make(report::v1::ReportService::service_full_name(),
                           config.server().allowed_clients()));
  const rpc::StreamGate files(rpc::AllowClients(std::move(may_read)), observe,
                              file_threads);
  Doorkeeper door(judge, grants, *trail, base::SystemClock());
  ReportServiceImpl reports(
      {issuer, previewer, store, grants, door, partitions}, report_gate, files);
  GrantServiceImpl consents({grants, grant_check, door, partitions},
                            grant_gate);
  return rpc::RunServer(config.server(), folder,
                        {&reports, &consents, audit.get()});
}

}  // namespace
}  // namespace creditproof::report_rendering

int main(int argc, char* argv[]) {
  if (argc != 2) {
    std::cerr << "usage: creditproof-report-rendering CONFIG\n";
    return EXIT_FAILURE;
  }
  const absl::Status status = creditproof::report_rendering::Run(argv[1]);
  if (!status.ok()) {
    std::cerr << "creditproof-report-rendering: " << status << "\n";
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
