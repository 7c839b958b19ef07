// A load of unary checks, and how it was borne.
#pragma once

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "tools/creditproof/bench_calls.h"

namespace creditproof::tool {

using CheckRequest = eligibility::v1::CheckEligibilityRequest;
using CheckResponse = eligibility::v1::CheckEligibilityResponse;

// Keeps 32 calls in flight on each of 4 connections to `address`, plain TCP,
// for `time`, taking turns among `requests`. Fails when a call does.
absl::StatusOr<LoadFigures> Load(const std::string& address,
                                 const std::vector<CheckRequest>& requests,
                                 absl::Duration time);

}  // namespace creditproof::tool
