#include "tools/creditproof/bench_meter.h"

#include <sys/resource.h>

#include <algorithm>
#include <cstddef>

#include "absl/time/clock.h"

namespace creditproof::tool {
namespace {

double CpuSeconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return absl::ToDoubleSeconds(absl::DurationFromTimeval(usage.ru_utime) +
                               absl::DurationFromTimeval(usage.ru_stime));
}

float Quantile(std::vector<float>& values, double share) {
  const auto place = values.begin() + static_cast<std::ptrdiff_t>(
                                          share * double(values.size() - 1));
  std::nth_element(values.begin(), place, values.end());
  return *place;
}

}  // namespace

Meter::Meter() : start_(absl::Now()), cpu_start_(CpuSeconds()) {}

LoadFigures Meter::Read(std::vector<float> latencies) const {
  const double seconds = absl::ToDoubleSeconds(absl::Now() - start_);
  const double cpu_seconds = CpuSeconds() - cpu_start_;
  const double calls = double(latencies.size());
  return {calls, calls / seconds, Quantile(latencies, 0.5),
          Quantile(latencies, 0.99), 1e6 * cpu_seconds / calls};
}

}  // namespace creditproof::tool
