#include "tools/creditproof/bench_ingest_server.h"

#include <optional>
#include <stop_token>
#include <utility>

#include "absl/strings/str_cat.h"
#include "libs/base/status_macros.h"
#include "libs/changelog/embedded_log.h"
#include "libs/record/catalogue.h"
#include "libs/remote_log/remote_log.h"
#include "libs/rpc/access_log.h"
#include "libs/rpc/server.h"
#include "libs/testing/temp_directory.h"
#include "libs/workdays/calendar.h"
#include "services/eligibility_check/families.h"
#include "services/eligibility_check/standing_applier.h"
#include "services/ingestion/change_log_service.h"
#include "services/ingestion/families.h"
#include "services/ingestion/ingestion_service.h"
#include "services/ingestion/snapshot_turn.h"
#include "services/ingestion/sources.h"
#include "services/record_store/families.h"
#include "services/record_store/history.h"
#include "tools/creditproof/bench_identities.h"

namespace creditproof::tool {
namespace {

constexpr std::uint32_t kPartitions = 16;
constexpr std::size_t kEntriesRead = 1000;
constexpr char kServer[] = "server";
constexpr char kClient[] = "client";

ingestion::v1::Source SourceNamed(const std::string& name) {
  ingestion::v1::Source source;
  source.set_display_name(name);
  source.set_contact("0451-0000000");
  source.add_client_names(kClient);
  return source;
}

absl::Status AddSources(ingestion::Writer& writer) {
  ingestion::v1::Source registry = SourceNamed("登记机关");
  registry.set_delivers_registrations(true);
  ingestion::v1::Source penalties = SourceNamed("执法部门");
  for (const auto area : record::AllAreas()) penalties.add_areas(area);
  penalties.add_record_kinds(record::v1::RECORD_KIND_PENALTY);
  return writer.Do([&](ingestion::Act& act) -> absl::Status {
    RETURN_IF_ERROR(ingestion::AddSource("registry", registry, kClient, act));
    return ingestion::AddSource("penalties", penalties, kClient, act);
  });
}

config::v1::Peer At(const std::string& address) {
  config::v1::Peer peer;
  peer.set_certificate_name(kServer);
  auto& instance = *peer.add_instances();
  instance.set_address(address);
  for (std::uint32_t p = 0; p < kPartitions; ++p) instance.add_partitions(p);
  return peer;
}

// A store that follows.
struct Followers {
  absl::Status Open(const std::filesystem::path& folder,
                    const std::vector<std::uint32_t>& partitions,
                    const rpc::Peer& peer);

  std::unique_ptr<kv::Store> history_store;
  std::unique_ptr<record_store::History> history;
  std::unique_ptr<kv::Store> replica_store;
  std::unique_ptr<eligibility_check::Replica> replica;
  std::optional<eligibility_check::StandingApplier> applier;
  std::vector<std::unique_ptr<changelog::Follower>> following;  // last
};

absl::Status Followers::Open(const std::filesystem::path& folder,
                             const std::vector<std::uint32_t>& partitions,
                             const rpc::Peer& peer) {
  ASSIGN_OR_RETURN(const PartitionSet all, PartitionSet::Make(kPartitions, {}));
  ASSIGN_OR_RETURN(history_store, kv::Store::Open(folder / "record-store",
                                                  record_store::FamilySpecs()));
  ASSIGN_OR_RETURN(history, record_store::History::Open(*history_store, all));
  ASSIGN_OR_RETURN(replica_store,
                   kv::Store::Open(folder / "eligibility-check",
                                   eligibility_check::FamilySpecs()));
  ASSIGN_OR_RETURN(replica,
                   eligibility_check::Replica::Open(*replica_store, all));
  applier.emplace(*replica);
  following.push_back(std::make_unique<changelog::Follower>(
      remote_log::FollowOver(peer), partitions, *history));
  following.push_back(std::make_unique<changelog::Follower>(
      remote_log::FollowOver(peer), partitions, *applier));
  return absl::OkStatus();
}

}  // namespace

struct IngestServer::Parts {
  absl::Status Open();
  absl::Status Serve(const std::filesystem::path& identities);
  absl::Status WaitFor(const changelog::Progress& progress) const;

  testing::TempDirectory folder;
  PartitionSet partitions = PartitionSet::Make(kPartitions, {}).value();
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<changelog::EmbeddedLog> log;
  std::unique_ptr<ingestion::Writer> writer;
  std::unique_ptr<ingestion::DeliveryDesk> desk;
  rpc::Executor deliveries{2, 16};
  rpc::Executor streams{64, 64};
  std::stop_source stopping;
  std::optional<rpc::StreamGate> delivery_gate;
  std::optional<ingestion::IngestionServiceImpl> ingestion;
  std::optional<ingestion::ChangeLogServiceImpl> change_log;
  rpc::StartedServer started;
  std::unique_ptr<rpc::Peer> peer;
  Followers followers;  // last: they use the peer
};

absl::Status IngestServer::Parts::Open() {
  const base::Clock clock = base::SystemClock();
  ASSIGN_OR_RETURN(
      store, ingestion::OpenStore(folder.path() / "ingestion", kPartitions));
  ASSIGN_OR_RETURN(
      log, changelog::EmbeddedLog::Open(*store, ingestion::kLog,
                                        ingestion::kIds, kPartitions, clock));
  ASSIGN_OR_RETURN(writer,
                   ingestion::Writer::Open(*store, *log, kPartitions, clock));
  RETURN_IF_ERROR(AddSources(*writer));
  ASSIGN_OR_RETURN(const std::string keys, crypto::Sealer::GenerateKeyFile());
  ASSIGN_OR_RETURN(crypto::Sealer sealer, crypto::Sealer::FromKeyFile(keys));
  ASSIGN_OR_RETURN(const std::string pem, crypto::SigningKey::GeneratePem());
  ASSIGN_OR_RETURN(crypto::SigningKey key, crypto::SigningKey::FromPem(pem));
  // Without holidays: nobody looks at how late the rows are.
  ASSIGN_OR_RETURN(workdays::Calendar calendar,
                   workdays::Calendar::Parse("known,2020-01-01,2030-12-31"));
  desk = std::make_unique<ingestion::DeliveryDesk>(
      *store, *writer, std::move(sealer), std::move(key), std::move(calendar),
      ingestion::SweepLimits());
  return absl::OkStatus();
}

absl::Status IngestServer::Parts::Serve(
    const std::filesystem::path& identities) {
  // Whoever has a certificate of these may call.
  const rpc::Authorizer allow = rpc::AllowAs(kClient);
  const rpc::CallObserver observe = [](const rpc::CallRecord&) {};
  delivery_gate.emplace(allow, observe, deliveries);
  ingestion.emplace(*desk, *delivery_gate);
  change_log.emplace(*log, partitions, rpc::Gate(allow, observe, streams),
                     rpc::StreamGate(allow, observe, streams),
                     stopping.get_token());
  config::v1::Server config;
  config.set_address("127.0.0.1:0");
  *config.mutable_tls() = TlsOf(kServer);
  ASSIGN_OR_RETURN(started, rpc::StartServer(config, identities,
                                             {&*ingestion, &*change_log}));
  ASSIGN_OR_RETURN(
      peer, rpc::Peer::Make("ingestion", At(started.address), TlsOf(kClient),
                            identities, kPartitions));
  return absl::OkStatus();
}

absl::StatusOr<std::unique_ptr<IngestServer>> IngestServer::Start(
    const std::filesystem::path& identities, bool followed) {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Open());
  RETURN_IF_ERROR(parts->Serve(identities));
  if (followed) {
    RETURN_IF_ERROR(parts->followers.Open(
        parts->folder.path(), parts->partitions.served(), *parts->peer));
  }
  return std::unique_ptr<IngestServer>(new IngestServer(std::move(parts)));
}

IngestServer::IngestServer(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

IngestServer::~IngestServer() {
  parts_->followers.following.clear();
  parts_->stopping.request_stop();
  parts_->started.server->Shutdown();
}

const rpc::Peer& IngestServer::peer() const { return *parts_->peer; }

absl::Status IngestServer::Parts::WaitFor(
    const changelog::Progress& progress) const {
  const absl::Time deadline = absl::Now() + absl::Minutes(5);
  for (const std::uint32_t partition : partitions.served()) {
    ASSIGN_OR_RETURN(const std::uint64_t head, log->Head(partition));
    RETURN_IF_ERROR(progress.WaitFor(partition, head, deadline));
  }
  return absl::OkStatus();
}

absl::Status IngestServer::WaitForChecks() const {
  return parts_->WaitFor(parts_->followers.replica->progress());
}

absl::Status IngestServer::WaitForFollowers() const {
  if (parts_->followers.following.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(WaitForChecks());
  return parts_->WaitFor(parts_->followers.history->progress());
}

absl::StatusOr<std::vector<std::string>> IngestServer::LogEntries() const {
  std::vector<std::string> entries;
  for (const std::uint32_t partition : parts_->partitions.served()) {
    std::uint64_t position = 0;
    while (true) {
      ASSIGN_OR_RETURN(std::vector<changelog::LogEntry> read,
                       parts_->log->Read(partition, position, kEntriesRead));
      if (read.empty()) break;
      position = read.back().position;
      for (changelog::LogEntry& entry : read) {
        entries.push_back(std::move(entry.stored));
      }
    }
  }
  return entries;
}

}  // namespace creditproof::tool
