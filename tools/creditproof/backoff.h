// How long to wait before trying again what failed.
#pragma once

#include <functional>

#include "absl/time/time.h"

namespace creditproof::tool {

// From a second, doubled up to 5 minutes, less up to half of it by chance:
// departments whose platform comes back must not all call at once. Not
// thread-safe.
class Backoff {
 public:
  // `random` gives a number in [0, 1).
  explicit Backoff(std::function<double()> random);

  // After another failure.
  absl::Duration Next();

  // After a success.
  void Reset();

 private:
  const std::function<double()> random_;
  absl::Duration longest_;
};

}  // namespace creditproof::tool
