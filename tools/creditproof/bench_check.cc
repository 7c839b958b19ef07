#include "tools/creditproof/bench_check.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "libs/testing/temp_directory.h"
#include "tools/creditproof/bench_changes.h"
#include "tools/creditproof/bench_contender.h"
#include "tools/creditproof/bench_echo.h"
#include "tools/creditproof/bench_load.h"
#include "tools/creditproof/bench_server.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr int kRounds = 31;
constexpr absl::Duration kRoundTime = absl::Milliseconds(300);
constexpr int kPacedRounds = 15;
constexpr absl::Duration kPacedTime = absl::Milliseconds(500);
constexpr std::size_t kStrongInFlight = 1'000;

// All that is measured, and the ways to it.
struct Bench {
  testing::TempDirectory identities;
  std::unique_ptr<CheckServer> service;
  std::unique_ptr<EchoServer> echo;
  std::unique_ptr<EchoServer> echo_tls;
  Target check_tls;
  std::vector<double> changes_per_second{};
  std::uint64_t head_reads = 0;  // for the checks of
  double strong_checks = 0;

  absl::Status Start();
  std::function<absl::StatusOr<LoadFigures>()> Keep(
      const Target& target, const std::vector<CheckRequest>& requests) const;
  std::function<absl::StatusOr<LoadFigures>()> KeepAmidChanges(
      const Target& target);
  std::function<absl::StatusOr<LoadFigures>()> Pace(
      const Target& target, double calls_per_second) const;
  absl::StatusOr<LoadFigures> KeepStrong(CheckLoad& load);
};

absl::Status Bench::Start() {
  RETURN_IF_ERROR(MakeBenchIdentities(identities.path()));
  ASSIGN_OR_RETURN(service, CheckServer::Start());
  ASSIGN_OR_RETURN(check_tls, service->host().AddTls(identities.path()));
  EchoAnswers answers;
  ASSIGN_OR_RETURN(answers.check, SampleOf(service->host().target(),
                                           service->duty_requests().front()));
  ASSIGN_OR_RETURN(echo, EchoServer::Start(answers));
  ASSIGN_OR_RETURN(echo_tls, EchoServer::StartTls(answers, identities.path()));
  return absl::OkStatus();
}

std::function<absl::StatusOr<LoadFigures>()> Bench::Keep(
    const Target& target, const std::vector<CheckRequest>& requests) const {
  auto load = std::make_shared<CheckLoad>(target, requests);
  return [load] { return load->Keep(CheckLoad::kInFlight, kRoundTime); };
}

std::function<absl::StatusOr<LoadFigures>()> Bench::KeepAmidChanges(
    const Target& target) {
  return [this, keep = Keep(target, service->duty_requests())]()
             -> absl::StatusOr<LoadFigures> {
    Changing changing(service->host().replica(), service->clean());
    absl::StatusOr<LoadFigures> figures = keep();
    ASSIGN_OR_RETURN(const double applied, changing.Stop());
    changes_per_second.push_back(applied);
    return figures;
  };
}

std::function<absl::StatusOr<LoadFigures>()> Bench::Pace(
    const Target& target, double calls_per_second) const {
  auto load = std::make_shared<CheckLoad>(target, service->duty_requests());
  return [load, calls_per_second] {
    return load->Pace(calls_per_second, kPacedTime);
  };
}

// A thousand at once; counts how often the log was asked where it ends.
absl::StatusOr<LoadFigures> Bench::KeepStrong(CheckLoad& load) {
  const LogEnd& log_end = service->host().log_end();
  const std::uint64_t before = log_end.read_count();
  ASSIGN_OR_RETURN(const LoadFigures figures,
                   load.Keep(kStrongInFlight, kRoundTime));
  head_reads += log_end.read_count() - before;
  strong_checks += figures.calls;
  return figures;
}

absl::StatusOr<Contenders> AtFullLoad(Bench& bench) {
  const Target& check = bench.service->host().target();
  const auto& duty = bench.service->duty_requests();
  const Target& echo = bench.echo->target();
  const auto strong =
      std::make_shared<CheckLoad>(check, bench.service->strong_requests());
  Contenders contenders = {
      {"echo", "echo", bench.Keep(echo, duty)},
      {"check", "echo", bench.Keep(check, duty)},
      {"check_subject_ground", "echo",
       bench.Keep(check, bench.service->subject_requests())},
      {"check_strong", "echo",
       [&bench, strong] { return bench.KeepStrong(*strong); }},
      {"echo_mtls", "echo_mtls", bench.Keep(bench.echo_tls->target(), duty)},
      {"check_mtls", "echo_mtls", bench.Keep(bench.check_tls, duty)},
      {"echo_under_changes", "echo_under_changes", bench.KeepAmidChanges(echo)},
      {"check_under_changes", "echo_under_changes",
       bench.KeepAmidChanges(check)}};
  RETURN_IF_ERROR(RunInTurns(kRounds, contenders));
  return contenders;
}

absl::StatusOr<Contenders> AtHalfLoad(const Bench& bench,
                                      double most_calls_per_second) {
  const double pace = most_calls_per_second / 2;
  Contenders contenders = {{"echo_half_load", "echo_half_load",
                            bench.Pace(bench.echo->target(), pace)},
                           {"check_half_load", "echo_half_load",
                            bench.Pace(bench.service->host().target(), pace)}};
  RETURN_IF_ERROR(RunInTurns(kPacedRounds, contenders));
  return contenders;
}

Json RatiosOf(const Contenders& contenders, const Bench& bench) {
  const double unary = OfEcho("check", contenders);
  const double amid_changes = OfEcho("check_under_changes", contenders);
  return {
      {"unary_vs_echo", unary},
      {"subject_ground_vs_echo", OfEcho("check_subject_ground", contenders)},
      {"unary_vs_echo_mtls", OfEcho("check_mtls", contenders)},
      {"unary_vs_echo_under_changes", amid_changes},
      {"fall_under_changes", 1 - amid_changes / unary},
      {"p99_at_half_load_vs_echo",
       OfEcho("check_half_load", contenders, &LoadFigures::p99_us)},
      {"head_reads_per_1000_strong_checks",
       1000 * double(bench.head_reads) / bench.strong_checks}};
}

Json FiguresOf(const Contenders& contenders, const Bench& bench) {
  Json figures = tool::FiguresOf(contenders);
  figures["changes_per_second"] = Median(bench.changes_per_second);
  return figures;
}

}  // namespace

absl::Status BenchCheck(bool json) {
  Bench bench;
  RETURN_IF_ERROR(bench.Start());
  ASSIGN_OR_RETURN(Contenders contenders, AtFullLoad(bench));
  ASSIGN_OR_RETURN(
      Contenders paced,
      AtHalfLoad(bench, contenders[0].Median(&LoadFigures::calls_per_second)));
  for (Contender& c : paced) contenders.push_back(std::move(c));
  const Json ratios = RatiosOf(contenders, bench);
  if (json) {
    PrintJson({{"bench", "check"},
               {"ratios", ratios},
               {"figures", FiguresOf(contenders, bench)}});
    return absl::OkStatus();
  }
  PrintContenders(contenders);
  for (const auto& [name, ratio] : ratios.items()) {
    PrintLine(absl::StrFormat("%-36s %8.3f", name, ratio.get<double>()));
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
