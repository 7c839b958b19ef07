// A load of packed batches, and how it was borne.
#pragma once

#include <grpcpp/support/byte_buffer.h>

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "tools/creditproof/bench_calls.h"

namespace creditproof::tool {

using BatchRequest = eligibility::v1::BatchCheckEligibilityRequest;
using BatchResponse = eligibility::v1::BatchCheckEligibilityResponse;

// As it goes over the wire.
grpc::ByteBuffer ToBytes(const BatchRequest& request);

// Keeps `in_flight` calls of BatchCheckEligibility going on each of 4
// connections to `address`, plain TCP, for `time`, taking turns among
// `requests`. Answers are not parsed. Fails when a call does.
absl::StatusOr<LoadFigures> LoadBytes(
    const std::string& address, const std::vector<grpc::ByteBuffer>& requests,
    std::size_t in_flight, absl::Duration time);

}  // namespace creditproof::tool
