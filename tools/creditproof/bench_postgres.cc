#include "tools/creditproof/bench_postgres.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "libs/base/status_macros.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_population.h"

namespace creditproof::tool {
namespace {

constexpr char kPrograms[] = "/usr/lib/postgresql/15/bin/";
constexpr int kScripts = 64;  // different questions
constexpr char kClients[] = "8";
constexpr char kSeconds[] = "5";

class Postgres {
 public:
  ~Postgres() {
    RunProgram({"pg_ctl", "-D", data(), "-m", "immediate", "stop"});
  }

  absl::Status Start() {
    if (geteuid() == 0) {  // which PostgreSQL refuses to run as
      testing::Run({"/bin/chown", "postgres", folder_.path()});
    }
    RETURN_IF_ERROR(
        Must({"initdb", "-D", data(), "-A", "trust", "-U", "bench"}));
    const std::string options = absl::StrCat(
        "-k ", folder_.path().string(),
        " -c listen_addresses='' -c shared_buffers=1GB -c fsync=off");
    return Must({"pg_ctl", "-D", data(), "-o", options, "-l",
                 folder_.path() / "log", "-w", "start"});
  }

  absl::Status Load() {
    const std::filesystem::path rows = folder_.path() / "subjects.csv";
    WriteRows(rows);
    return Must(
        {"psql", "-h", folder_.path(), "-U", "bench", "-q", "-v",
         "ON_ERROR_STOP=1", "-d", "postgres", "-c",
         "create table subject (code text, kind smallint, status smallint, "
         "region int, barred boolean, holds int, records int)",
         "-c", absl::StrCat("copy subject from '", rows.string(), "' csv"),
         "-c", "alter table subject add primary key (code)", "-c",
         "vacuum analyze subject"});
  }

  absl::StatusOr<double> CallsPerSecond(std::size_t codes_a_call) {
    std::vector<std::string> command = {
        "pgbench", "-n",     "-M", "prepared",     "-c", kClients, "-j", "2",
        "-T",      kSeconds, "-h", folder_.path(), "-U", "bench"};
    for (int script = 0; script < kScripts; ++script) {
      const auto file = folder_.path() / absl::StrCat(script, ".sql");
      WriteScript(file, codes_a_call, static_cast<unsigned>(script));
      command.insert(command.end(), {"-f", file});
    }
    command.push_back("postgres");
    const testing::Ended ended = RunProgram(std::move(command));
    constexpr absl::string_view kBefore = "tps = ";
    const std::size_t start = ended.out.find(kBefore.data());
    double calls = 0;
    if (start == std::string::npos ||
        !absl::SimpleAtod(
            ended.out.substr(start + kBefore.size(),
                             ended.out.find(' ', start + kBefore.size()) -
                                 start - kBefore.size()),
            &calls)) {
      return absl::InternalError("pgbench: " + ended.err);
    }
    return calls;
  }

 private:
  std::string data() const { return folder_.path() / "data"; }

  static testing::Ended RunProgram(std::vector<std::string> command) {
    command[0] = kPrograms + command[0];
    if (geteuid() == 0) {
      command.insert(command.begin(),
                     {"/usr/sbin/runuser", "-u", "postgres", "--"});
    }
    return testing::Run(std::move(command));
  }

  static absl::Status Must(std::vector<std::string> command) {
    const std::string program = command[0];
    const testing::Ended ended = RunProgram(std::move(command));
    if (ended.exit_status == 0) return absl::OkStatus();
    return absl::InternalError(absl::StrCat(program, ": ", ended.err));
  }

  static void WriteRows(const std::filesystem::path& file) {
    std::ofstream out(file);
    for (std::uint32_t number = 0; number < kProvince; ++number) {
      const std::string code = PopulationCode(number);
      out << code << ",1,1," << code.substr(2, 6) << ",false,0,"
          << (IsPenalised(number) ? 1 : 0) << "\n";
    }
  }

  static void WriteScript(const std::filesystem::path& file, std::size_t codes,
                          unsigned seed) {
    std::mt19937 dice(seed);
    std::ofstream out(file);
    out << "select code from subject where code in (";
    for (std::size_t i = 0; i < codes; ++i) {
      out << (i == 0 ? "'" : ",'")
          << PopulationCode(static_cast<std::uint32_t>(dice() % kProvince))
          << "'";
    }
    out << ") and kind = 1 and status = 1 and region / 10000 = 23 "
           "and not barred and holds = 0 and records = 0;\n";
  }

  const testing::TempDirectory folder_;
};

}  // namespace

bool HasPostgres() {
  return std::filesystem::exists(absl::StrCat(kPrograms, "initdb")) &&
         std::filesystem::exists(absl::StrCat(kPrograms, "pgbench"));
}

absl::StatusOr<double> MeasurePostgres(std::size_t codes_a_call) {
  Postgres postgres;
  RETURN_IF_ERROR(postgres.Start());
  RETURN_IF_ERROR(postgres.Load());
  ASSIGN_OR_RETURN(const double calls, postgres.CallsPerSecond(codes_a_call));
  return calls * double(codes_a_call);
}

}  // namespace creditproof::tool
