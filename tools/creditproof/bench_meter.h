// What a load of calls cost.
#pragma once

#include <vector>

#include "absl/time/time.h"

namespace creditproof::tool {

struct LoadFigures {
  double calls;
  double calls_per_second;
  double p50_us;
  double p99_us;
  double cpu_us;  // a call, of this process unless said otherwise
};

// Measures from its making on.
class Meter {
 public:
  Meter();

  absl::Time start() const { return start_; }

  // Up to now; of each call its latency, in microseconds. At least one.
  LoadFigures Read(std::vector<float> latencies) const;

 private:
  const absl::Time start_;
  const double cpu_start_;
};

}  // namespace creditproof::tool
