#include "tools/creditproof/bench_contender.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_format.h"
#include "libs/base/status_macros.h"

namespace creditproof::tool {

double Median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

double Contender::Median(double LoadFigures::*figure) const {
  std::vector<double> values;
  for (const LoadFigures& one : runs) values.push_back(one.*figure);
  return tool::Median(std::move(values));
}

double Contender::CodesPerSecond() const {
  return codes_a_call * Median(&LoadFigures::calls_per_second);
}

absl::Status RunInTurns(int rounds, Contenders& contenders) {
  for (int round = 0; round <= rounds; ++round) {
    for (Contender& contender : contenders) {
      ASSIGN_OR_RETURN(const LoadFigures figures, contender.run());
      if (round > 0) contender.runs.push_back(figures);
    }
  }
  return absl::OkStatus();
}

const Contender& Named(const std::string& name, const Contenders& contenders) {
  return *std::find_if(contenders.begin(), contenders.end(),
                       [&](const Contender& c) { return c.name == name; });
}

double OfEcho(const std::string& name, const Contenders& contenders,
              double LoadFigures::*figure) {
  const Contender& contender = Named(name, contenders);
  const Contender& echo = Named(contender.echo, contenders);
  std::vector<double> ratios;
  for (std::size_t run = 0; run < echo.runs.size(); ++run) {
    ratios.push_back(contender.runs[run].*figure / (echo.runs[run].*figure));
  }
  return Median(std::move(ratios));
}

void PrintContenders(const Contenders& contenders) {
  PrintLine(absl::StrFormat("%-24s %12s %10s %10s %10s %9s", "", "codes/s",
                            "p50 us", "p99 us", "cpu us", "of echo"));
  for (const Contender& c : contenders) {
    PrintLine(absl::StrFormat(
        "%-24s %12.0f %10.0f %10.0f %10.1f %9.3f", c.name, c.CodesPerSecond(),
        c.Median(&LoadFigures::p50_us), c.Median(&LoadFigures::p99_us),
        c.Median(&LoadFigures::cpu_us), OfEcho(c.name, contenders)));
  }
}

Json FiguresOf(const Contenders& contenders) {
  Json figures;
  for (const Contender& c : contenders) {
    figures[c.name + "_per_second"] = c.Median(&LoadFigures::calls_per_second);
    figures[c.name + "_p50_us"] = c.Median(&LoadFigures::p50_us);
    figures[c.name + "_p99_us"] = c.Median(&LoadFigures::p99_us);
    figures[c.name + "_cpu_us"] = c.Median(&LoadFigures::cpu_us);
  }
  return figures;
}

}  // namespace creditproof::tool
