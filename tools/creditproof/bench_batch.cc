#include "tools/creditproof/bench_batch.h"

#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_batch_server.h"
#include "tools/creditproof/bench_bytes.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_echo.h"
#include "tools/creditproof/bench_load.h"
#include "tools/creditproof/bench_population.h"
#include "tools/creditproof/bench_postgres.h"
#include "tools/creditproof/bench_redis.h"
#include "tools/creditproof/bench_server.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr int kRounds = 11;
constexpr absl::Duration kRoundTime = absl::Milliseconds(500);
constexpr std::size_t kMostStores = 2;
constexpr std::size_t kCodesAsked = 300'000;  // different ones, of each size

// A size of batch.
struct Shape {
  std::size_t codes;
  std::size_t in_flight;  // on each connection
};
constexpr Shape kSmall{100, 16};
constexpr Shape kLarge{1'000, 4};

// What is measured once.
struct Once {
  std::uint32_t subjects;
  double start_seconds_per_million;
  double index_bytes_per_subject;
  // Other stores, by name: codes a second. Absent when they were not asked.
  std::map<std::string, double> stores{};
};

// Codes from all over the province, clean ones only or as they come.
class Codes {
 public:
  Codes(std::uint32_t subjects, bool clean_only)
      : subjects_(subjects), clean_only_(clean_only), dice_(subjects) {}

  std::string Next() {
    auto number = static_cast<std::uint32_t>(dice_() % subjects_);
    if (clean_only_ && IsPenalised(number)) --number;
    return PopulationCode(number);
  }

 private:
  const std::uint32_t subjects_;
  const bool clean_only_;
  std::mt19937 dice_;
};

std::vector<grpc::ByteBuffer> Batches(Shape shape, Codes codes) {
  std::vector<grpc::ByteBuffer> requests;
  for (std::size_t i = 0; i < kCodesAsked / shape.codes; ++i) {
    std::string batch;
    for (std::size_t code = 0; code < shape.codes; ++code)
      batch += codes.Next();
    requests.push_back(ToBytes(AskAboutAll(std::move(batch))));
  }
  return requests;
}

std::vector<CheckRequest> Singles(Codes codes) {
  std::vector<CheckRequest> requests;
  for (std::size_t i = 0; i < kCodesAsked; ++i) {
    requests.push_back(AskAbout(codes.Next()));
  }
  return requests;
}

// Contenders of a size, and the echo among them.
absl::Status AddBatches(const BatchServer& server, std::uint32_t subjects,
                        Shape shape,
                        std::vector<std::unique_ptr<EchoServer>>& echoes,
                        Contenders& contenders) {
  auto clean = Batches(shape, Codes(subjects, /*clean_only=*/true));
  auto mixed = Batches(shape, Codes(subjects, /*clean_only=*/false));
  EchoAnswers answers;
  ASSIGN_OR_RETURN(answers.batch, server.Sample(clean.front(), shape.codes));
  ASSIGN_OR_RETURN(auto echo, EchoServer::Start(answers));
  const auto add = [&](const char* kind, const Target& target,
                       std::vector<grpc::ByteBuffer> requests) {
    auto load = std::make_shared<BatchLoad>(target, std::move(requests));
    contenders.push_back(
        {absl::StrCat(kind, "_", shape.codes),
         absl::StrCat("echo_", shape.codes),
         [load, shape] { return load->Keep(shape.in_flight, kRoundTime); },
         double(shape.codes)});
  };
  add("echo", echo->target(), clean);
  add("batch", server.target(), std::move(clean));
  add("mixed", server.target(), std::move(mixed));
  echoes.push_back(std::move(echo));
  return absl::OkStatus();
}

absl::Status AddSingles(const BatchServer& server,
                        const std::vector<CheckRequest>& requests,
                        std::vector<std::unique_ptr<EchoServer>>& echoes,
                        Contenders& contenders) {
  EchoAnswers answers;
  ASSIGN_OR_RETURN(answers.check, SampleOf(server.target(), requests.front()));
  ASSIGN_OR_RETURN(auto echo, EchoServer::Start(answers));
  const auto add = [&](const char* name, const Target& target) {
    auto load = std::make_shared<CheckLoad>(target, requests);
    contenders.push_back({name, "echo_1", [load] {
                            return load->Keep(CheckLoad::kInFlight, kRoundTime);
                          }});
  };
  add("echo_1", echo->target());
  add("check_1", server.target());
  echoes.push_back(std::move(echo));
  return absl::OkStatus();
}

// Those that are installed, asked about as many codes a call.
absl::StatusOr<std::map<std::string, double>> MeasureStores() {
  std::map<std::string, double> stores;
  if (HasPostgres()) {
    ASSIGN_OR_RETURN(stores["postgres"], MeasurePostgres(kSmall.codes));
  }
  if (HasRedis()) {
    ASSIGN_OR_RETURN(stores["redis"], MeasureRedis(kSmall.codes));
  }
  return stores;
}

Json RatiosOf(const Contenders& contenders, const Once& once) {
  Json ratios;
  for (const Contender& c : contenders) {
    if (c.name != c.echo)
      ratios[c.name + "_vs_echo"] = OfEcho(c.name, contenders);
  }
  for (const auto& [store, rate] : once.stores) {
    for (const char* name : {"batch_100", "mixed_100"}) {
      ratios[absl::StrCat(name, "_vs_", store)] =
          Named(name, contenders).CodesPerSecond() / rate;
    }
  }
  return ratios;
}

Json FiguresOf(const Contenders& contenders, const Once& once) {
  Json figures = {
      {"subjects", once.subjects},
      {"index_bytes_per_subject", once.index_bytes_per_subject},
      {"start_seconds_per_million", once.start_seconds_per_million}};
  for (const Contender& c : contenders) {
    figures[c.name + "_codes_per_second"] = c.CodesPerSecond();
    figures[c.name + "_p99_us"] = c.Median(&LoadFigures::p99_us);
    figures[c.name + "_cpu_us"] = c.Median(&LoadFigures::cpu_us);
  }
  for (const auto& [store, rate] : once.stores) {
    figures[store + "_codes_per_second"] = rate;
  }
  return figures;
}

void PrintTable(const Contenders& contenders, const Once& once) {
  PrintContenders(contenders);
  for (const auto& [store, rate] : once.stores) {
    PrintLine(absl::StrFormat("%-24s %12.0f", store, rate));
  }
  if (once.stores.size() < kMostStores) {
    PrintLine("a store that is not installed was not asked");
  }
  PrintLine(absl::StrFormat(
      "%d subjects: index %.1f bytes each, started in %.2f s a million",
      once.subjects, once.index_bytes_per_subject,
      once.start_seconds_per_million));
}

}  // namespace

absl::Status BenchBatch(std::uint32_t subjects, bool json) {
  ASSIGN_OR_RETURN(const auto server, BatchServer::Start(subjects));
  std::vector<std::unique_ptr<EchoServer>> echoes;
  const auto singles = Singles(Codes(subjects, /*clean_only=*/true));
  Contenders contenders;
  for (const Shape shape : {kSmall, kLarge}) {
    RETURN_IF_ERROR(AddBatches(*server, subjects, shape, echoes, contenders));
  }
  RETURN_IF_ERROR(AddSingles(*server, singles, echoes, contenders));
  RETURN_IF_ERROR(RunInTurns(kRounds, contenders));
  Once once{subjects, server->StartSecondsPerMillion(),
            server->IndexBytesPerSubject()};
  if (subjects == kProvince) {
    ASSIGN_OR_RETURN(once.stores, MeasureStores());
  }
  if (json) {
    PrintJson({{"bench", "batch"},
               {"ratios", RatiosOf(contenders, once)},
               {"figures", FiguresOf(contenders, once)}});
  } else {
    PrintTable(contenders, once);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
