#include "tools/creditproof/bench_installation.h"

#include <signal.h>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/files.h"
#include "libs/base/status_macros.h"
#include "tools/datagen/csv_file.h"
#include "tools/datagen/invented_subject.h"

namespace creditproof::tool {
namespace {

constexpr std::uint64_t kSeed = 7;

}  // namespace

std::filesystem::path SourceFile(const std::string& name) {
  return std::filesystem::path(CREDITPROOF_SOURCES) / name;
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

absl::Status BenchInstallation::Deliver(const datagen::Plan& plan,
                                        std::uint64_t rows,
                                        const std::string& source) const {
  const std::filesystem::path file = folder_.path() / (source + ".csv");
  datagen::CsvFile csv(file, intake::Encoding::kUtf8);
  csv.Write(datagen::HeaderRow(plan.kind));
  for (std::uint64_t i = 0; i < rows; ++i) csv.Write(datagen::MakeRow(plan, i));
  RETURN_IF_ERROR(csv.Close());
  const testing::Ended ended =
      testing::Run({absl::StrCat(ProgramFolder(), "/creditproof"), "--config",
                    client_config(), "ingest", file, "--source", source});
  if (ended.exit_status == 0) return absl::OkStatus();
  return absl::InternalError("not all delivered: " + ended.out + ended.err);
}

absl::StatusOr<std::vector<std::string>> BenchInstallation::Register(
    std::uint64_t subjects) const {
  RETURN_IF_ERROR(
      Deliver({.kind = ingestion::v1::FILE_KIND_REGISTRATION, .seed = kSeed},
              subjects, "registry"));
  RETURN_IF_ERROR(
      Deliver({.kind = ingestion::v1::FILE_KIND_PENALTY, .seed = kSeed},
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

absl::StatusOr<double> BenchInstallation::MostMemory(
    const std::string& service) const {
  ASSIGN_OR_RETURN(const std::string pid,
                   base::ReadFile(running_ / "run" / (service + ".pid")));
  ASSIGN_OR_RETURN(
      const std::string status,
      base::ReadFile(std::filesystem::path("/proc") /
                     std::string(absl::StripSuffix(pid, "\n")) / "status"));
  constexpr char kKey[] = "VmHWM:";
  const std::size_t at = status.find(kKey);
  double kilobytes = 0;
  if (at == std::string::npos ||
      !absl::SimpleAtod(
          status.substr(at + sizeof kKey - 1,
                        status.find(" kB", at) - at - (sizeof kKey - 1)),
          &kilobytes)) {
    return absl::InternalError("how much memory " + service +
                               " has is unknown");
  }
  return kilobytes * 1024;
}

}  // namespace creditproof::tool
