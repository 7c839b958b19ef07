#include "tools/creditproof/bench_installation.h"

#include <signal.h>

#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "libs/rpc/transport.h"
#include "tools/datagen/csv_file.h"
#include "tools/datagen/invented_subject.h"

namespace creditproof::tool {
namespace {

constexpr std::uint64_t kSeed = 7;

}  // namespace

std::filesystem::path SourceFile(const std::string& name) {
  return std::filesystem::path(CREDITPROOF_SOURCES) / name;
}

absl::StatusOr<Target> TargetOf(const config::v1::Peer& peer,
                                const config::v1::Tls& tls,
                                const std::filesystem::path& folder) {
  ASSIGN_OR_RETURN(rpc::Identity identity, rpc::ReadIdentity(tls, folder));
  return Target{peer.instances(0).address(),
                grpc::SslCredentials({std::move(identity.authorities),
                                      std::move(identity.private_key),
                                      std::move(identity.certificates)}),
                peer.certificate_name()};
}

std::string ProgramFolder() {
  return std::filesystem::read_symlink("/proc/self/exe").parent_path();
}

BenchInstallation::~BenchInstallation() {
  up_.Signal(SIGTERM);
  up_.Wait();
}

absl::Status BenchInstallation::Start() {
  while (!std::filesystem::exists(running_ / "ready")) {
    if (!up_.Running()) {
      return absl::UnavailableError("no installation: " + up_.Wait().err);
    }
    absl::SleepFor(absl::Milliseconds(100));
  }
  return absl::OkStatus();
}

absl::Status BenchInstallation::DeliverRows(const datagen::Plan& plan,
                                            std::uint64_t rows,
                                            const std::string& source) const {
  const std::filesystem::path file = folder_.path() / (source + ".csv");
  datagen::CsvFile csv(file, intake::Encoding::kUtf8);
  csv.Write(datagen::HeaderRow(plan.kind));
  for (std::uint64_t i = 0; i < rows; ++i) csv.Write(datagen::MakeRow(plan, i));
  RETURN_IF_ERROR(csv.Close());
  return Deliver(file, source);
}

absl::Status BenchInstallation::Deliver(const std::filesystem::path& file,
                                        const std::string& source) const {
  const testing::Ended ended =
      testing::Run({absl::StrCat(ProgramFolder(), "/creditproof"), "--config",
                    client_config(), "ingest", file, "--source", source});
  if (ended.exit_status == 0) return absl::OkStatus();
  return absl::InternalError("not all delivered: " + ended.out + ended.err);
}

absl::StatusOr<std::vector<std::string>> BenchInstallation::Register(
    std::uint64_t subjects) const {
  RETURN_IF_ERROR(DeliverRows(
      {.kind = ingestion::v1::FILE_KIND_REGISTRATION, .seed = kSeed}, subjects,
      "registry"));
  RETURN_IF_ERROR(
      DeliverRows({.kind = ingestion::v1::FILE_KIND_PENALTY, .seed = kSeed},
                  /*rows=*/1, "penalties"));
  std::vector<std::string> codes;
  for (std::uint64_t i = 1; i < subjects; ++i) {
    datagen::InventedSubject subject = datagen::InventSubject(kSeed, i);
    if (subject.status == "存续") codes.push_back(std::move(subject.code));
  }
  return codes;
}

std::string BenchInstallation::client_config() const {
  return running_ / "client.textproto";
}

absl::StatusOr<pid_t> BenchInstallation::Pid(const std::string& service) const {
  ASSIGN_OR_RETURN(const std::string text,
                   base::ReadFile(running_ / "run" / (service + ".pid")));
  pid_t process = 0;
  if (absl::SimpleAtoi(text, &process)) return process;
  return absl::InternalError("where " + service + " runs is unknown");
}

}  // namespace creditproof::tool
