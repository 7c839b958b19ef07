#include "tools/creditproof/bench_report.h"

#include <map>
#include <memory>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_issue.h"
#include "tools/creditproof/bench_peers.h"
#include "tools/creditproof/bench_press.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr int kRounds = 11;

struct Measured {
  Contenders contenders;
  std::map<std::string, double> peers;  // reports a second
  IssueFigures issue;
  std::size_t file_bytes;
  std::size_t tail_bytes;
};

absl::StatusOr<Measured> Measure() {
  Measured measured{};
  ASSIGN_OR_RETURN(const std::unique_ptr<BenchPress> press,
                   BenchPress::Start());
  measured.contenders = press->contenders();
  RETURN_IF_ERROR(RunInTurns(kRounds, measured.contenders));
  ASSIGN_OR_RETURN(measured.peers, MeasurePeers(*press));
  measured.file_bytes = press->sample().size();
  measured.tail_bytes = measured.file_bytes - press->prefix_bytes();
  ASSIGN_OR_RETURN(measured.issue, MeasureIssuing());
  return measured;
}

double RateOf(const std::string& name, const Measured& measured) {
  return Named(name, measured.contenders)
      .Median(&LoadFigures::calls_per_second);
}

Json RatiosOf(const Measured& measured) {
  const double print = RateOf("print", measured);
  Json ratios = {
      {"print_vs_floor", OfEcho("print", measured.contenders)},
      {"print_2_threads_vs_1", RateOf("print_2_threads", measured) / print}};
  for (const auto& [peer, rate] : measured.peers) {
    ratios[absl::StrCat("print_vs_", peer)] = print / rate;
  }
  return ratios;
}

Json FiguresOf(const Measured& measured) {
  Json figures;
  for (const Contender& c : measured.contenders) {
    figures[c.name + "_per_second"] = c.Median(&LoadFigures::calls_per_second);
    figures[c.name + "_cpu_us"] = c.Median(&LoadFigures::cpu_us);
  }
  for (const auto& [peer, rate] : measured.peers) {
    figures[peer + "_per_second"] = rate;
  }
  const IssueFigures& issue = measured.issue;
  figures["issue_per_second"] = issue.full.calls_per_second;
  figures["issue_p50_us"] = issue.full.p50_us;
  figures["issue_p99_us"] = issue.full.p99_us;
  figures["issue_at_200_p50_us"] = issue.paced.p50_us;
  figures["issue_at_200_p99_us"] = issue.paced.p99_us;
  figures["report_rendering_memory_bytes"] = issue.memory_bytes;
  figures["file_bytes"] = measured.file_bytes;
  figures["tail_bytes"] = measured.tail_bytes;
  return figures;
}

}  // namespace

absl::Status BenchReport(bool json) {
  ASSIGN_OR_RETURN(const Measured measured, Measure());
  const Json ratios = RatiosOf(measured);
  const Json figures = FiguresOf(measured);
  if (json) {
    PrintJson({{"bench", "report"}, {"ratios", ratios}, {"figures", figures}});
    return absl::OkStatus();
  }
  for (const Json& lines : {ratios, figures}) {
    for (const auto& [name, value] : lines.items()) {
      PrintLine(absl::StrFormat("%-32s %12.3f", name, value.get<double>()));
    }
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
