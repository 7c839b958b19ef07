// A load of unary checks, and how it was borne.
#pragma once

#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "tools/creditproof/bench_calls.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

using CheckRequest = eligibility::v1::CheckEligibilityRequest;
using CheckResponse = eligibility::v1::CheckEligibilityResponse;

// Takes turns among `requests`, over connections that it keeps. Fails when a
// call does. Not thread-safe.
class CheckLoad {
 public:
  // What keeps a server busy.
  static constexpr std::size_t kInFlight = 32 * kConnections;

  // `requests` must outlive it.
  CheckLoad(const Target& target, const std::vector<CheckRequest>& requests);

  // Keeps `in_flight` calls going for `time`.
  absl::StatusOr<LoadFigures> Keep(std::size_t in_flight, absl::Duration time);

  // Calls at a rate; see KeepPace.
  absl::StatusOr<LoadFigures> Pace(double calls_per_second,
                                   absl::Duration time);

 private:
  // The calls of one of `loops` loops.
  StartCall Start(std::size_t loops);

  const std::vector<CheckRequest>& requests_;
  std::vector<std::unique_ptr<eligibility::v1::EligibilityService::Stub>>
      stubs_;
  std::vector<CheckResponse> responses_;  // by loop
};

}  // namespace creditproof::tool
