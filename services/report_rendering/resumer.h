// Finishes, after a start, what was registered but not released.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>

#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

// Tries until the registry could be asked about every open request, from
// construction to destruction. Requests that it does not know wait for their
// caller.
class Resumer {
 public:
  // `issuer` must outlive this object.
  explicit Resumer(Issuer& issuer);

 private:
  void Run(const std::stop_token& stop);

  Issuer& issuer_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::report_rendering
