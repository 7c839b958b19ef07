// Finishes, after a start, what was cut off.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

// Settles every open request whose key is greater than `done`, and moves `done`
// on. Fails with UNAVAILABLE at the first that cannot be settled, to be called
// again, or with CANCELLED when told to stop.
absl::Status SettleOpen(Issuer& issuer, const ReportStore& store,
                        const std::stop_token& stop, std::string& done);

// Tries until the registry could be asked about every request that was open at
// the start, from construction to destruction. Signed reports that it does not
// know wait for their caller.
class Resumer {
 public:
  // Both must outlive this object.
  Resumer(Issuer& issuer, const ReportStore& store);

 private:
  void Run(const std::stop_token& stop);

  Issuer& issuer_;
  const ReportStore& store_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::report_rendering
