#include "tools/creditproof/bench_gateway.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_format.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_door_work.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

Json RatiosOf(const Contenders& contenders) {
  Json ratios;
  for (const Contender& c : contenders) {
    if (!absl::StartsWith(c.name, "fastify")) continue;
    ratios["gateway_vs_" + c.name] = 1 / OfEcho(c.name, contenders);
  }
  ratios["p50_crowded_vs_alone"] =
      OfEcho("crowded", contenders, &LoadFigures::p50_us);
  return ratios;
}

// What the gateway adds to the median of a download, of each round by itself.
double AddedByDownload(const Contenders& contenders) {
  const Contender& straight = Named("download_grpc", contenders);
  const Contender& through = Named("download", contenders);
  std::vector<double> added;
  for (std::size_t run = 0; run < through.runs.size(); ++run) {
    added.push_back(through.runs[run].p50_us - straight.runs[run].p50_us);
  }
  return Median(std::move(added));
}

struct Measured {
  Contenders contenders;
  double memory_bytes;          // that the gateway had at most under load
  double crowded_memory_bytes;  // and with the crowd
};

absl::StatusOr<Measured> Measure() {
  DoorWork work;
  RETURN_IF_ERROR(work.Start());
  Measured measured{};
  ASSIGN_OR_RETURN(measured.contenders, work.Questions());
  ASSIGN_OR_RETURN(Contenders downloads, work.Downloads());
  ASSIGN_OR_RETURN(measured.memory_bytes, work.MostMemory());
  ASSIGN_OR_RETURN(Contenders crowd, work.BesideCrowd());
  ASSIGN_OR_RETURN(measured.crowded_memory_bytes, work.MostMemory());
  for (Contenders* more : {&downloads, &crowd}) {
    for (Contender& c : *more) measured.contenders.push_back(std::move(c));
  }
  return measured;
}

}  // namespace

absl::Status BenchGateway(bool json) {
  ASSIGN_OR_RETURN(const Measured measured, Measure());
  const Json ratios = RatiosOf(measured.contenders);
  const Json own = {
      {"download_added_p50_us", AddedByDownload(measured.contenders)},
      {"gateway_memory_bytes", measured.memory_bytes},
      {"gateway_memory_crowded_bytes", measured.crowded_memory_bytes}};
  if (json) {
    Json figures = FiguresOf(measured.contenders);
    figures.update(own);
    PrintJson({{"bench", "gateway"}, {"ratios", ratios}, {"figures", figures}});
    return absl::OkStatus();
  }
  PrintContenders(measured.contenders);
  for (const Json& lines : {ratios, own}) {
    for (const auto& [name, value] : lines.items()) {
      PrintLine(absl::StrFormat("%-36s %14.3f", name, value.get<double>()));
    }
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
