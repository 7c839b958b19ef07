// PresentationService over gRPC: for the subjects of reports.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/verification/v1/presentation_service.grpc.pb.h"
#include "libs/access/ground.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/partition/partition.h"
#include "libs/rpc/gate.h"
#include "services/verification/presentations.h"
#include "services/verification/registry.h"

namespace creditproof::verification {

class PresentationServiceImpl final
    : public v1::PresentationService::CallbackService {
 public:
  // What it tells from, and writes each look down in. All must outlive it.
  struct Parts {
    const Registry& registry;
    const Presentations& presentations;
    const PartitionSet& partitions;
    const access::Judge& judge;
    audit::Trail& trail;
    base::Clock clock;
  };

  PresentationServiceImpl(Parts parts, rpc::Gate gate)
      : parts_(std::move(parts)), gate_(std::move(gate)) {}

  grpc::ServerUnaryReactor* GetPresentations(
      grpc::CallbackServerContext* context,
      const v1::GetPresentationsRequest* request,
      v1::Presentations* response) override;

 private:
  absl::StatusOr<v1::Presentations> Get(
      const v1::GetPresentationsRequest& request, const rpc::Caller& caller);
  absl::StatusOr<std::string> SubjectOf(
      const claim::ReportNumber& number) const;

  // By which actor the subject asks.
  absl::StatusOr<std::string> Admit(const v1::GetPresentationsRequest& request,
                                    const std::string& subject,
                                    const rpc::Caller& caller,
                                    absl::Time now) const;

  const Parts parts_;
  const rpc::Gate gate_;
};

}  // namespace creditproof::verification
