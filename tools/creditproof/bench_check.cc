#include "tools/creditproof/bench_check.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "libs/base/status_macros.h"
#include "tools/creditproof/bench_load.h"
#include "tools/creditproof/bench_server.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {
namespace {

constexpr int kRuns = 31;
constexpr absl::Duration kRunTime = absl::Milliseconds(300);

// One thing that is measured.
struct Contender {
  std::string name;
  std::string address;
  const std::vector<CheckRequest>* requests;
  std::vector<LoadFigures> runs{};
};

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double Median(const Contender& contender, double LoadFigures::*figure) {
  std::vector<double> values;
  for (const LoadFigures& run : contender.runs) values.push_back(run.*figure);
  return Median(std::move(values));
}

// In turns, so that what else the machine does falls on all alike. The first
// round only warms up.
absl::Status RunInterleaved(std::vector<Contender>& contenders) {
  for (int run = 0; run <= kRuns; ++run) {
    for (Contender& contender : contenders) {
      ASSIGN_OR_RETURN(const LoadFigures figures,
                       Load(contender.address, *contender.requests, kRunTime));
      if (run > 0) contender.runs.push_back(figures);
    }
  }
  return absl::OkStatus();
}

// Of each round by itself: a machine that is slow for a while is so for both.
double RatioToEcho(const Contender& contender, const Contender& echo) {
  std::vector<double> ratios;
  for (std::size_t run = 0; run < echo.runs.size(); ++run) {
    ratios.push_back(contender.runs[run].calls_per_second /
                     echo.runs[run].calls_per_second);
  }
  return Median(std::move(ratios));
}

void PrintTable(const std::vector<Contender>& contenders) {
  PrintLine(absl::StrFormat("%-22s %10s %10s %10s %10s %9s", "", "calls/s",
                            "p50 us", "p99 us", "cpu us", "of echo"));
  for (const Contender& c : contenders) {
    PrintLine(absl::StrFormat(
        "%-22s %10.0f %10.0f %10.0f %10.1f %9.3f", c.name,
        Median(c, &LoadFigures::calls_per_second),
        Median(c, &LoadFigures::p50_us), Median(c, &LoadFigures::p99_us),
        Median(c, &LoadFigures::cpu_us), RatioToEcho(c, contenders.front())));
  }
}

void PrintAsJson(const std::vector<Contender>& contenders) {
  Json figures;
  for (const Contender& c : contenders) {
    figures[c.name + "_per_second"] = Median(c, &LoadFigures::calls_per_second);
    figures[c.name + "_p50_us"] = Median(c, &LoadFigures::p50_us);
    figures[c.name + "_p99_us"] = Median(c, &LoadFigures::p99_us);
    figures[c.name + "_cpu_us"] = Median(c, &LoadFigures::cpu_us);
  }
  const Contender& echo = contenders.front();
  PrintJson({{"bench", "check"},
             {"ratios",
              {{"unary_vs_echo", RatioToEcho(contenders[1], echo)},
               {"subject_ground_vs_echo", RatioToEcho(contenders[2], echo)}}},
             {"figures", figures}});
}

}  // namespace

absl::Status BenchCheck(bool json) {
  ASSIGN_OR_RETURN(const auto service, CheckServer::Start());
  ASSIGN_OR_RETURN(const CheckResponse sample, service->Sample());
  const EchoServer echo(sample);
  std::vector<Contender> contenders = {
      {"echo", echo.address(), &service->duty_requests()},
      {"check", service->address(), &service->duty_requests()},
      {"check_subject_ground", service->address(),
       &service->subject_requests()}};
  RETURN_IF_ERROR(RunInterleaved(contenders));
  if (json) {
    PrintAsJson(contenders);
  } else {
    PrintTable(contenders);
  }
  return absl::OkStatus();
}

}  // namespace creditproof::tool
