// Things that are measured in turns, so that what else the machine does falls
// on all alike.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_meter.h"
#include "tools/creditproof/output.h"

namespace creditproof::tool {

struct Contender {
  std::string name;
  std::string echo;  // the contender that it is held against
  std::function<absl::StatusOr<LoadFigures>()> run;
  double codes_a_call = 1;
  std::vector<LoadFigures> runs{};

  double Median(double LoadFigures::*figure) const;
  double CodesPerSecond() const;
};

using Contenders = std::vector<Contender>;

// Runs each of them `rounds` times, after once to warm up.
absl::Status RunInTurns(int rounds, Contenders& contenders);

// The one of this name, which there is.
const Contender& Named(const std::string& name, const Contenders& contenders);

// The median of what `figure` of the contender `name` is of its echo's, of each
// round by itself: a machine that is slow for a while is so for both.
double OfEcho(const std::string& name, const Contenders& contenders,
              double LoadFigures::*figure = &LoadFigures::calls_per_second);

double Median(std::vector<double> values);

void PrintContenders(const Contenders& contenders);

// Rate, latencies and CPU of each, by name, for --json.
Json FiguresOf(const Contenders& contenders);

}  // namespace creditproof::tool
