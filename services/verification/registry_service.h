// RegistryService over gRPC: the one way into the registry.
#pragma once

#include "creditproof/verification/v1/registry_service.grpc.pb.h"
#include "libs/base/clock.h"
#include "libs/changelog/head_reader.h"
#include "libs/partition/partition.h"
#include "libs/report/key_folder.h"
#include "libs/rpc/gate.h"
#include "services/verification/registry.h"

namespace creditproof::verification {

class RegistryServiceImpl final : public v1::RegistryService::CallbackService {
 public:
  // What the service works with; what is referred to must outlive it.
  struct Parts {
    Registry& registry;
    const SubjectChanges& changes;
    report::KeySource keys;
    const PartitionSet& partitions;
    changelog::HeadReader& heads;
    base::Clock clock;
  };

  RegistryServiceImpl(Parts parts, rpc::Gate gate)
      : parts_(std::move(parts)), gate_(std::move(gate)) {}

  grpc::ServerUnaryReactor* RegisterReport(
      grpc::CallbackServerContext* context,
      const v1::RegisterReportRequest* request,
      v1::RegisteredReport* response) override;
  grpc::ServerUnaryReactor* GetRegisteredReport(
      grpc::CallbackServerContext* context,
      const v1::GetRegisteredReportRequest* request,
      v1::RegisteredReport* response) override;

 private:
  absl::StatusOr<v1::RegisteredReport> Register(
      const v1::RegisterReportRequest& request, absl::Time deadline);
  absl::StatusOr<v1::RegisteredReport> Get(
      const v1::GetRegisteredReportRequest& request) const;
  absl::Status CatchUp(std::uint32_t partition, std::uint64_t position,
                       absl::Time deadline);

  const Parts parts_;
  const rpc::Gate gate_;
};

}  // namespace creditproof::verification
