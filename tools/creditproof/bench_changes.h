// Changes that are applied while something else is measured.
#pragma once

#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"
#include "services/eligibility_check/standing_applier.h"

namespace creditproof::tool {

// Registers subjects again, 2,000 a second, as a follower would that gets ten
// of one partition at a time: what is read of them changes, their verdicts do
// not. From its making on until Stop or destruction.
class Changing {
 public:
  // `replica` must outlive it, and nothing else may change it.
  Changing(eligibility_check::Replica& replica,
           const std::vector<std::string>& codes);
  ~Changing();

  // How many changes a second were applied. Call once.
  absl::StatusOr<double> Stop();

 private:
  void Run(const std::stop_token& stop);
  absl::Status ApplySome();

  eligibility_check::Replica& replica_;
  eligibility_check::StandingApplier applier_;
  std::vector<std::vector<std::string>> codes_;  // by partition
  const absl::Time start_;
  std::size_t turn_ = 0;
  std::size_t applied_ = 0;
  absl::Status failure_;
  std::jthread thread_;  // last: it uses the above
};

}  // namespace creditproof::tool
