// Calls of StreamCheckEligibility: batches one after the other.
#pragma once

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/eligibility_service.pb.h"
#include "libs/rpc/stream.h"
#include "services/eligibility_check/batch_check.h"

namespace creditproof::eligibility_check {

// Use once.
class BatchStream {
 public:
  using Request = eligibility::v1::StreamCheckEligibilityRequest;
  using Response = eligibility::v1::StreamCheckEligibilityResponse;

  // Each batch may wait for `patience`. `check` must outlive the stream.
  BatchStream(const BatchCheck& check, absl::Duration patience)
      : check_(check), patience_(patience) {}

  // Answers until the client has said all, or with the first failure.
  absl::Status Run(rpc::ServerStream<Request, Response>& stream,
                   const rpc::Caller& caller);

 private:
  // Makes `question_` what `request` asks.
  absl::Status Take(Request& request);

  const BatchCheck& check_;
  const absl::Duration patience_;
  bool is_asked_ = false;
  BatchCheck::Request question_;  // of the first message, with the last codes
};

}  // namespace creditproof::eligibility_check
