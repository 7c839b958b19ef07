// Finishes what was cut off, or whose registration was not answered.
#pragma once

#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/report_rendering/issuer.h"

namespace creditproof::report_rendering {

// Settles, one at a time, every open request whose key is greater than `done`,
// and moves `done` on. Fails at the first that cannot be settled, mostly with
// UNAVAILABLE, to be called again for those behind it, or with CANCELLED when
// told to stop.
absl::Status SettleOpen(Issuer& issuer, const ReportStore& store,
                        const std::stop_token& stop, std::string& done);

// Asks the registry about every open request, over and over, from construction
// to destruction. Signed reports that it does not know wait for their caller,
// as long as Issuer::Settle says.
class Resumer {
 public:
  // What stays open is taken up again no later than about this.
  static constexpr absl::Duration kUsualPause = absl::Minutes(1);

  // Both must outlive this object. `pause`: after each time that all were asked
  // about.
  Resumer(Issuer& issuer, const ReportStore& store,
          absl::Duration pause = kUsualPause);

 private:
  void Run(const std::stop_token& stop);

  Issuer& issuer_;
  const ReportStore& store_;
  const absl::Duration pause_;
  std::mutex mutex_;
  std::condition_variable_any stopped_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::report_rendering
