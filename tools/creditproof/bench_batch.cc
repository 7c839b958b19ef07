#include "tools/creditproof/bench_batch.h"

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_batch_server.h"
#include "tools/creditproof/bench_bytes.h"
#include "tools/creditproof/bench_population.h"
#include "tools/creditproof/bench_postgres.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr int kRuns = 11;
constexpr absl::Duration kRunTime = absl::Milliseconds(500);
constexpr std::size_t kCodesAsked = 300'000;  // different ones, of each size

// A size of batch.
struct Shape {
  std::size_t codes;
  std::size_t in_flight;  // on each connection
};
constexpr Shape kSmall{100, 16};
constexpr Shape kLarge{1'000, 4};

// One thing that is measured.
struct Contender {
  std::string name;
  Shape shape;
  std::string address;
  std::vector<grpc::ByteBuffer> requests;
  std::vector<LoadFigures> runs{};

  double CodesPerSecond(std::size_t run) const {
    return runs[run].calls_per_second * double(shape.codes);
  }
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double MedianCodes(const Contender& contender) {
  std::vector<double> values;
  for (std::size_t run = 0; run < contender.runs.size(); ++run) {
    values.push_back(contender.CodesPerSecond(run));
  }
  return Median(std::move(values));
}

double Median(const Contender& contender, double LoadFigures::*figure) {
  std::vector<double> values;
  for (const LoadFigures& run : contender.runs) values.push_back(run.*figure);
  return Median(std::move(values));
}

// Of each round by itself: a machine that is slow for a while is so for both.
double Ratio(const Contender& contender, const Contender& echo) {
  std::vector<double> ratios;
  for (std::size_t run = 0; run < echo.runs.size(); ++run) {
    ratios.push_back(contender.CodesPerSecond(run) / echo.CodesPerSecond(run));
  }
  return Median(std::move(ratios));
}

// Batches of codes from all over the province, clean ones only or as they come.
std::vector<grpc::ByteBuffer> Requests(const BatchServer& server, Shape shape,
                                       bool clean_only) {
  std::mt19937 dice(static_cast<unsigned>(shape.codes));
  std::vector<grpc::ByteBuffer> requests;
  for (std::size_t i = 0; i < kCodesAsked / shape.codes; ++i) {
    std::string codes;
    for (std::size_t code = 0; code < shape.codes; ++code) {
      auto number = static_cast<std::uint32_t>(dice() % kPopulation);
      if (clean_only && IsPenalised(number)) ++number;
      codes += PopulationCode(number);
    }
    requests.push_back(ToBytes(server.Ask(std::move(codes))));
  }
  return requests;
}

// In turns, so that what else the machine does falls on all alike. The first
// round only warms up.
absl::Status RunInterleaved(std::vector<Contender>& contenders) {
  for (int run = 0; run <= kRuns; ++run) {
    for (Contender& c : contenders) {
      ASSIGN_OR_RETURN(
          const LoadFigures figures,
          LoadBytes(c.address, c.requests, c.shape.in_flight, kRunTime));
      if (run > 0) c.runs.push_back(figures);
    }
  }
  return absl::OkStatus();
}

// What is measured once.
struct Once {
  double start_seconds_per_million;
  double index_bytes_per_subject;
  double postgres_codes_per_second = 0;  // 0 when it is not installed
};

void PrintTable(const std::vector<Contender>& contenders, const Once& once) {
  PrintLine(absl::StrFormat("%-18s %12s %10s %10s %10s %9s", "", "codes/s",
                            "p50 us", "p99 us", "cpu us", "of echo"));
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    const Contender& c = contenders[i];
    PrintLine(absl::StrFormat(
        "%-18s %12.0f %10.0f %10.0f %10.1f %9.3f", c.name, MedianCodes(c),
        Median(c, &LoadFigures::p50_us), Median(c, &LoadFigures::p99_us),
        Median(c, &LoadFigures::cpu_us), Ratio(c, contenders[i - i % 3])));
  }
  if (once.postgres_codes_per_second > 0) {
    PrintLine(absl::StrFormat("%-18s %12.0f", "PostgreSQL IN (100)",
                              once.postgres_codes_per_second));
  } else {
    PrintLine("PostgreSQL 15 is not installed");
  }
  PrintLine(absl::StrFormat(
      "index %.1f bytes a subject, started in %.2f s a million subjects",
      once.index_bytes_per_subject, once.start_seconds_per_million));
}

void PrintAsJson(const std::vector<Contender>& contenders, const Once& once) {
  Json ratios;
  Json figures;
  for (std::size_t i = 0; i < contenders.size(); ++i) {
    const Contender& c = contenders[i];
    if (i % 3 != 0) {
      ratios[c.name + "_vs_echo"] = Ratio(c, contenders[i - i % 3]);
    }
    figures[c.name + "_codes_per_second"] = MedianCodes(c);
    figures[c.name + "_p99_us"] = Median(c, &LoadFigures::p99_us);
    figures[c.name + "_cpu_us"] = Median(c, &LoadFigures::cpu_us);
  }
  figures["index_bytes_per_subject"] = once.index_bytes_per_subject;
  figures["start_seconds_per_million"] = once.start_seconds_per_million;
  if (once.postgres_codes_per_second > 0) {
    figures["postgres_codes_per_second"] = once.postgres_codes_per_second;
    ratios["batch_100_vs_postgres"] =
        MedianCodes(contenders[1]) / once.postgres_codes_per_second;
  }
  PrintJson({{"bench", "batch"}, {"ratios", ratios}, {"figures", figures}});
}

}  // namespace

absl::Status BenchBatch(bool json) {
  ASSIGN_OR_RETURN(const auto server, BatchServer::Start());
  std::vector<Contender> contenders;
  std::vector<std::unique_ptr<BatchEcho>> echoes;
  for (const Shape shape : {kSmall, kLarge}) {
    auto clean = Requests(*server, shape, /*clean_only=*/true);
    auto mixed = Requests(*server, shape, /*clean_only=*/false);
    ASSIGN_OR_RETURN(const BatchResponse sample,
                     server->Sample(clean.front(), shape.codes));
    echoes.push_back(std::make_unique<BatchEcho>(sample));
    const std::string size = std::to_string(shape.codes);
    contenders.push_back(
        {"echo_" + size, shape, echoes.back()->address(), clean});
    contenders.push_back(
        {"batch_" + size, shape, server->address(), std::move(clean)});
    contenders.push_back(
        {"mixed_" + size, shape, server->address(), std::move(mixed)});
  }
  RETURN_IF_ERROR(RunInterleaved(contenders));
  Once once{server->StartSecondsPerMillion(), server->IndexBytesPerSubject()};
  if (HasPostgres()) {
    ASSIGN_OR_RETURN(once.postgres_codes_per_second,
                     MeasurePostgres(kSmall.codes));
  }
  if (json) {
    PrintAsJson(contenders, once);
  } else {
    PrintTable(contenders, once);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
