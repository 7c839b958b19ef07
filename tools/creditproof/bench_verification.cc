#include "tools/creditproof/bench_verification.h"

#include <grpcpp/security/server_credentials.h>
#include <grpcpp/server_builder.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/access_log.h"
#include "services/verification/families.h"
#include "services/verification/registry_service.h"
#include "services/verification/upload.h"
#include "services/verification/verification_service.h"
#include "tools/creditproof/bench_host.h"
#include "tools/creditproof/bench_installation.h"
#include "tools/creditproof/bench_log_end.h"

namespace creditproof::tool {
namespace {

using namespace creditproof::verification;  // what main.cc of it wires

constexpr std::size_t kRegistrationThreads = 16;

}  // namespace

struct VerificationHost::Parts {
  absl::Status Open(const std::filesystem::path& folder,
                    const std::filesystem::path& key_directory);
  absl::Status Serve();
  absl::Status Register(const v1::RegisteredReport& report);

  PartitionSet partitions = PartitionSet::Make(kBenchPartitions, {}).value();
  std::unique_ptr<report::KeyFolder> key_folder;
  std::optional<report::TemplateShelf> templates;
  std::unique_ptr<kv::Store> store;
  std::unique_ptr<audit::Trail> trail;
  std::unique_ptr<SubjectChanges> changes;
  std::unique_ptr<LogEnd> log_end;
  std::optional<changelog::HeadReader> heads;
  std::optional<Registry> registry;
  std::optional<Freshness> freshness;
  std::optional<FreshnessKeeper> keeper;
  KnownStarts starts;
  std::optional<Examiner> examiner;
  std::optional<Presentations> presentations;
  std::optional<Watch> watch;
  std::ofstream access_log;
  rpc::Executor registrations{kRegistrationThreads, 1024};  // as in main.cc
  rpc::Executor questions{16, 64};
  rpc::Executor uploads{16, 16};
  std::optional<RegistryServiceImpl> registry_service;
  std::optional<VerificationServiceImpl> verification_service;
  std::unique_ptr<grpc::Server> server;
  Target target;
};

absl::Status VerificationHost::Parts::Open(
    const std::filesystem::path& folder,
    const std::filesystem::path& key_directory) {
  ASSIGN_OR_RETURN(key_folder,
                   report::KeyFolder::Open(key_directory, base::SystemClock()));
  ASSIGN_OR_RETURN(templates,
                   report::TemplateShelf::Load(SourceFile("deploy/templates")));
  ASSIGN_OR_RETURN(store, kv::Store::Open(folder / "data", FamilySpecs()));
  ASSIGN_OR_RETURN(trail, audit::Trail::Open(*store, kAudit));
  ASSIGN_OR_RETURN(
      changes, SubjectChanges::Open(*store, kFollowed, partitions.served()));
  ASSIGN_OR_RETURN(log_end,
                   LogEnd::Start(changes->progress(), partitions.served()));
  heads.emplace([this] { return log_end->Read(); });
  access_log.open(folder / "access.log");
  return absl::OkStatus();
}

absl::Status VerificationHost::Parts::Serve() {
  const report::KeySource keys = [this] { return key_folder->Keys(); };
  registry.emplace(*store, kReports, kDigests, *changes);
  freshness.emplace(changes->progress(), *heads, base::SystemClock());
  keeper.emplace(*freshness, partitions.served());
  for (const std::uint32_t partition : partitions.served()) {
    RETURN_IF_ERROR(freshness->AsOf(partition).status());
  }
  examiner.emplace(*registry, *changes, *freshness, keys, *templates,
                   partitions, starts);
  presentations.emplace(*store, kPresentations);
  watch.emplace(*presentations);
  const rpc::CallObserver observe = rpc::AccessLogTo(
      "verification",
      [this](absl::string_view lines) { access_log << lines << std::flush; });
  const rpc::Authorizer anybody = rpc::AllowAs(kBenchClient);
  registry_service.emplace(
      RegistryServiceImpl::Parts{*registry, *changes, keys, partitions, *heads,
                                 base::SystemClock()},
      rpc::Gate(anybody, observe, registrations));
  verification_service.emplace(*examiner, *registry, nullptr, *watch, *trail,
                               rpc::Gate(anybody, observe, questions),
                               rpc::StreamGate(anybody, observe, uploads),
                               verification::kLongestPause,
                               base::SystemClock());
  int port = 0;
  grpc::ServerBuilder builder;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.RegisterService(&*registry_service);
  builder.RegisterService(&*verification_service);
  server = builder.BuildAndStart();
  if (server == nullptr) {
    return absl::UnavailableError("no port of loopback is free");
  }
  target = {absl::StrCat("127.0.0.1:", port),
            grpc::InsecureChannelCredentials()};
  return absl::OkStatus();
}

absl::Status VerificationHost::Parts::Register(
    const v1::RegisteredReport& report) {
  const auto keys = key_folder->Keys();
  ASSIGN_OR_RETURN(const ProvenReport proven, Prove(report, keys->claims));
  return registry->Register(proven, keys->history, absl::Now()).status();
}

absl::StatusOr<std::unique_ptr<VerificationHost>> VerificationHost::Start(
    const std::filesystem::path& folder,
    const std::filesystem::path& key_directory) {
  auto parts = std::make_unique<Parts>();
  RETURN_IF_ERROR(parts->Open(folder, key_directory));
  RETURN_IF_ERROR(parts->Serve());
  return std::unique_ptr<VerificationHost>(
      new VerificationHost(std::move(parts)));
}

VerificationHost::VerificationHost(std::unique_ptr<Parts> parts)
    : parts_(std::move(parts)) {}

VerificationHost::~VerificationHost() { parts_->server->Shutdown(); }

const Target& VerificationHost::target() const { return parts_->target; }

const Examiner& VerificationHost::examiner() const { return *parts_->examiner; }

SubjectChanges& VerificationHost::changes() { return *parts_->changes; }

absl::Status VerificationHost::Register(
    const std::vector<v1::RegisteredReport>& reports) {
  std::vector<absl::Status> registered(kRegistrationThreads);
  std::atomic<std::size_t> next{0};
  const auto work = [&](absl::Status& mine) {
    for (std::size_t i = next++; mine.ok() && i < reports.size(); i = next++) {
      mine = parts_->Register(reports[i]);
    }
  };
  std::vector<std::thread> threads;
  for (absl::Status& mine : registered) {
    threads.emplace_back(work, std::ref(mine));
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& mine : registered) RETURN_IF_ERROR(mine);
  return absl::OkStatus();
}

}  // namespace creditproof::tool
