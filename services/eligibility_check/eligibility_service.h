// EligibilityService: may this subject be certified free of violations?
#pragma once

#include <optional>

#include "absl/status/statusor.h"
#include "creditproof/eligibility/v1/eligibility_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/changelog/head_reader.h"
#include "libs/rpc/gate.h"
#include "libs/rpc/recycled_messages.h"
#include "libs/rpc/stream_gate.h"
#include "services/eligibility_check/answer.h"
#include "services/eligibility_check/batch_check.h"
#include "services/eligibility_check/inquiry.h"
#include "services/eligibility_check/replica.h"

namespace creditproof::eligibility_check {

// Thread-safe.
class EligibilityServiceImpl final
    : public eligibility::v1::EligibilityService::CallbackService {
 public:
  using Request = eligibility::v1::CheckEligibilityRequest;
  using Response = eligibility::v1::CheckEligibilityResponse;

  // All of them must outlive the service.
  EligibilityServiceImpl(const Replica& replica, changelog::HeadReader& heads,
                         const Doorkeeper& door, audit::Trail& trail,
                         const rpc::Gate& gate, const rpc::StreamGate& streams)
      : replica_(replica),
        heads_(heads),
        door_(door),
        trail_(trail),
        gate_(gate),
        streams_(streams),
        batch_(replica, heads, door, trail) {
    SetMessageAllocatorFor_CheckEligibility(&messages_);
    SetMessageAllocatorFor_BatchCheckEligibility(&batch_messages_);
  }

  grpc::ServerUnaryReactor* CheckEligibility(
      grpc::CallbackServerContext* context, const Request* request,
      Response* response) override;

  grpc::ServerUnaryReactor* BatchCheckEligibility(
      grpc::CallbackServerContext* context, const BatchCheck::Request* request,
      BatchCheck::Response* response) override;

  grpc::ServerBidiReactor<eligibility::v1::StreamCheckEligibilityRequest,
                          eligibility::v1::StreamCheckEligibilityResponse>*
  StreamCheckEligibility(grpc::CallbackServerContext* context) override;

 private:
  // The answer that needs nothing but the standing; nullopt, with nothing
  // done, when the check has to wait or to read more.
  std::optional<absl::Status> CheckAtOnce(const Request& request,
                                          const rpc::Caller& caller,
                                          Response& response) const;

  // Likewise of a batch, which may end when its audit entry is on disk.
  std::optional<rpc::Attempted> Attempt(const BatchCheck::Request& request,
                                        const rpc::Caller& caller,
                                        BatchCheck::Response& response) const;

  // Any answer. Waits for the log's head, the follower and the audit trail.
  absl::StatusOr<Response> CheckWaiting(const Request& request,
                                        const rpc::Caller& caller,
                                        absl::Time deadline) const;

  // The least position that may be answered from; see StrongPosition.
  absl::StatusOr<std::uint64_t> PositionWanted(const Request& request,
                                               const Inquiry& inquiry,
                                               absl::Time deadline) const;

  // Fills in what lies beyond the standing.
  absl::Status AddDetails(const Request& request, const Inquiry& inquiry,
                          const Answer& answer, Response& response) const;

  const Replica& replica_;
  changelog::HeadReader& heads_;
  const Doorkeeper& door_;
  audit::Trail& trail_;
  const rpc::Gate& gate_;
  const rpc::StreamGate& streams_;
  const BatchCheck batch_;
  rpc::RecycledMessages<Request, Response> messages_;
  rpc::RecycledMessages<BatchCheck::Request, BatchCheck::Response>
      batch_messages_;
};

}  // namespace creditproof::eligibility_check
