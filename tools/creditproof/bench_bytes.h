// A load of packed batches, and how it was borne.
#pragma once

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/support/byte_buffer.h>

#include <cstddef>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "tools/creditproof/bench_calls.h"
#include "tools/creditproof/bench_listen.h"

namespace creditproof::tool {

using BatchRequest = eligibility::v1::BatchCheckEligibilityRequest;
using BatchResponse = eligibility::v1::BatchCheckEligibilityResponse;

// As it goes over the wire.
grpc::ByteBuffer ToBytes(const BatchRequest& request);

// Takes turns among `requests`, over connections that it keeps. Answers are not
// parsed. Fails when a call does. Not thread-safe.
class BatchLoad {
 public:
  BatchLoad(const Target& target, std::vector<grpc::ByteBuffer> requests);

  // Keeps `in_flight` calls going on each connection for `time`.
  absl::StatusOr<LoadFigures> Keep(std::size_t in_flight, absl::Duration time);

 private:
  std::vector<grpc::ByteBuffer> requests_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
};

}  // namespace creditproof::tool
