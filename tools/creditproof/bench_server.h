// What bench check measures: the eligibility-check service over 100,000
// subjects.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "tools/creditproof/bench_host.h"
#include "tools/creditproof/bench_load.h"

namespace creditproof::tool {

// The answer to `request`. Fails unless it is ELIGIBLE.
absl::StatusOr<CheckResponse> SampleOf(const Target& target,
                                       const CheckRequest& request);

// A question of an agency about all areas, bounded.
CheckRequest AskAbout(const std::string& code);

// The real service (CheckHost), and what it is asked.
class CheckServer {
 public:
  static absl::StatusOr<std::unique_ptr<CheckServer>> Start();
  ~CheckServer();

  CheckHost& host();

  // The subjects without a penalty.
  const std::vector<std::string>& clean() const;

  // Questions about some of them: as an agency under its duty, the same from
  // the log's head (strong), and as a portal back end whose signed assertions
  // it reuses.
  const std::vector<CheckRequest>& duty_requests() const;
  const std::vector<CheckRequest>& strong_requests() const;
  const std::vector<CheckRequest>& subject_requests() const;

 private:
  struct Parts;
  explicit CheckServer(std::unique_ptr<Parts> parts);

  std::unique_ptr<Parts> parts_;
};

}  // namespace creditproof::tool
