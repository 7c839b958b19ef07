// ReplayService: past verdicts, and why they were so.
#pragma once

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "creditproof/eligibility/v1/replay_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/remote_log/remote_past.h"
#include "libs/rpc/gate.h"
#include "services/eligibility_check/inquiry.h"

namespace creditproof::eligibility_check {

// Reads nothing of this instance's own store, and takes nothing from the
// checks but a share of the processor. Thread-safe.
class ReplayServiceImpl final
    : public eligibility::v1::ReplayService::CallbackService {
 public:
  using Request = eligibility::v1::ReplayCheckRequest;
  using Response = eligibility::v1::ReplayCheckResponse;

  // The references must outlive the service. `read_past` is empty where there
  // is no record-store.
  ReplayServiceImpl(remote_log::PastReader read_past, const Doorkeeper& door,
                    audit::Trail& trail, const rpc::Gate& gate)
      : read_past_(std::move(read_past)),
        door_(door),
        trail_(trail),
        gate_(gate) {}

  grpc::ServerUnaryReactor* ReplayCheck(grpc::CallbackServerContext* context,
                                        const Request* request,
                                        Response* response) override;

 private:
  absl::StatusOr<Response> Replay(const Request& request,
                                  const rpc::Caller& caller,
                                  absl::Time deadline) const;

  absl::StatusOr<remote_log::Past> ReadPast(const Request& request,
                                            const Inquiry& inquiry,
                                            absl::Time deadline) const;

  const remote_log::PastReader read_past_;
  const Doorkeeper& door_;
  audit::Trail& trail_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::eligibility_check
