// TrialService: what a candidate policy would change.
#pragma once

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/trial_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/partition/partition.h"
#include "libs/rpc/stream.h"
#include "libs/rpc/stream_gate.h"
#include "services/eligibility_check/replica.h"
#include "services/eligibility_check/trial.h"

namespace creditproof::eligibility_check {

// Thread-safe.
class TrialServiceImpl final
    : public eligibility::v1::TrialService::CallbackService {
 public:
  using Request = eligibility::v1::TryPolicyRequest;
  using Response = eligibility::v1::TryPolicyResponse;

  // The references must outlive the service. The executor of `gate` has one
  // thread: one trial at a time.
  TrialServiceImpl(const Replica& replica, PartitionSet partitions,
                   audit::Trail& trail, base::Clock clock, rpc::StreamGate gate)
      : replica_(replica),
        partitions_(std::move(partitions)),
        trail_(trail),
        clock_(std::move(clock)),
        gate_(std::move(gate)) {}

  grpc::ServerWriteReactor<Response>* TryPolicy(
      grpc::CallbackServerContext* context, const Request* request) override;

 private:
  absl::Status Try(const Request& request, rpc::ServerWriter<Response>& writer,
                   const rpc::Caller& caller) const;
  absl::StatusOr<TrialInput> InputOf(const Request& request,
                                     absl::Time now) const;
  absl::Status Note(const rpc::Caller& caller,
                    const policy::v1::Policy& candidate, absl::Time now) const;

  const Replica& replica_;
  const PartitionSet partitions_;
  audit::Trail& trail_;
  const base::Clock clock_;
  const rpc::StreamGate gate_;
};

}  // namespace creditproof::eligibility_check
