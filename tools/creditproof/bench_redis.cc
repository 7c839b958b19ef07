#include "tools/creditproof/bench_redis.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "libs/testing/process.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_population.h"

namespace creditproof::tool {
namespace {

constexpr char kServer[] = "/usr/bin/redis-server";
constexpr char kClient[] = "/usr/bin/redis-cli";
constexpr std::size_t kCodes = 6'000'000;  // that each client asks about
constexpr int kMostClients = 2;            // the server takes one core

std::string Bulk(absl::string_view text) {
  return absl::StrCat("$", text.size(), "\r\n", text, "\r\n");
}

class Redis {
 public:
  absl::Status Start() {
    while (server_.Running()) {
      if (Ask("ping").exit_status == 0) return absl::OkStatus();
      absl::SleepFor(absl::Milliseconds(10));
    }
    return absl::InternalError("redis-server: " + server_.Wait().out);
  }

  absl::Status Load() {
    {
      std::ofstream out(commands(0));
      for (std::uint32_t number = 0; number < kProvince; ++number) {
        const std::string code = PopulationCode(number);
        out << "*3\r\n"
            << Bulk("SET") << Bulk(code)
            << Bulk(absl::StrCat("1,1,", code.substr(2, 6), ",0,0,",
                                 IsPenalised(number) ? 1 : 0));
      }
    }
    return Pipe(1, kProvince).status();
  }

  // Codes a second.
  absl::StatusOr<double> Measure(int clients, std::size_t codes_a_call) {
    const std::size_t calls = kCodes / codes_a_call;
    for (int client = 0; client < clients; ++client) {
      WriteQuestions(client, calls, codes_a_call);
    }
    ASSIGN_OR_RETURN(const absl::Duration taken, Pipe(clients, calls));
    return static_cast<double>(calls * codes_a_call) * clients /
           absl::ToDoubleSeconds(taken);
  }

 private:
  std::string socket() const { return folder_.path() / "socket"; }
  std::string commands(int client) const {
    return folder_.path() / absl::StrCat("commands", client);
  }

  testing::Ended Ask(const std::string& question) const {
    return testing::Run({kClient, "-s", socket(), question});
  }

  void WriteQuestions(int client, std::size_t calls, std::size_t codes) const {
    std::mt19937 dice(static_cast<unsigned>(client));
    std::ofstream out(commands(client));
    for (std::size_t call = 0; call < calls; ++call) {
      out << "*" << codes + 1 << "\r\n" << Bulk("MGET");
      for (std::size_t code = 0; code < codes; ++code) {
        out << Bulk(
            PopulationCode(static_cast<std::uint32_t>(dice() % kProvince)));
      }
    }
  }

  // How long it takes to send what `clients` ask, all at once, and to read as
  // many replies from each.
  absl::StatusOr<absl::Duration> Pipe(int clients, std::size_t replies) const {
    std::string script;
    for (int client = 0; client < clients; ++client) {
      absl::StrAppend(&script, kClient, " -s ", socket(), " --pipe <",
                      commands(client), " & ");
    }
    const absl::Time start = absl::Now();
    const testing::Ended ended =
        testing::Run({"/bin/sh", "-c", script + "wait"});
    const absl::Duration taken = absl::Now() - start;
    const std::string all = absl::StrCat("errors: 0, replies: ", replies, "\n");
    int whole = 0;
    for (std::size_t at = ended.out.find(all); at != std::string::npos;
         at = ended.out.find(all, at + 1)) {
      ++whole;
    }
    if (whole == clients) return taken;
    return absl::InternalError(
        absl::StrCat("redis-cli: ", ended.out, ended.err));
  }

  const testing::TempDirectory folder_;
  testing::Process server_{{kServer, "--port", "0", "--unixsocket", socket(),
                            "--save", "", "--appendonly", "no"}};
};

}  // namespace

bool HasRedis() {
  return std::filesystem::exists(kServer) && std::filesystem::exists(kClient);
}

absl::StatusOr<double> MeasureRedis(std::size_t codes_a_call) {
  Redis redis;
  RETURN_IF_ERROR(redis.Start());
  RETURN_IF_ERROR(redis.Load());
  double best = 0;
  for (int clients = 1; clients <= kMostClients; ++clients) {
    ASSIGN_OR_RETURN(const double rate, redis.Measure(clients, codes_a_call));
    best = std::max(best, rate);
  }
  return best;
}

}  // namespace creditproof::tool
