// SourceService: the register of departments that deliver.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "creditproof/ingestion/v1/source_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/kv/store.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/writer.h"

namespace creditproof::ingestion {

// Thread-safe.
class SourceServiceImpl final : public v1::SourceService::CallbackService {
 public:
  // All must outlive the service.
  SourceServiceImpl(const kv::Store& store, Writer& writer, audit::Trail& trail,
                    const rpc::Gate& gate, base::Clock clock);

  grpc::ServerUnaryReactor* CreateSource(grpc::CallbackServerContext* context,
                                         const v1::CreateSourceRequest* request,
                                         v1::Source* response) override;
  grpc::ServerUnaryReactor* GetSource(grpc::CallbackServerContext* context,
                                      const v1::GetSourceRequest* request,
                                      v1::Source* response) override;
  grpc::ServerUnaryReactor* ListSources(
      grpc::CallbackServerContext* context,
      const v1::ListSourcesRequest* request,
      v1::ListSourcesResponse* response) override;
  grpc::ServerUnaryReactor* UpdateSource(grpc::CallbackServerContext* context,
                                         const v1::UpdateSourceRequest* request,
                                         v1::Source* response) override;
  grpc::ServerUnaryReactor* GetResponsibilities(
      grpc::CallbackServerContext* context,
      const v1::GetResponsibilitiesRequest* request,
      v1::GetResponsibilitiesResponse* response) override;

 private:
  absl::StatusOr<v1::Source> Create(const v1::CreateSourceRequest& request,
                                    const rpc::Caller& caller);
  absl::StatusOr<v1::Source> Update(const v1::UpdateSourceRequest& request,
                                    const rpc::Caller& caller);
  absl::Status Audit(absl::string_view method, const std::string& purpose,
                     const rpc::Caller& caller, const absl::Status& outcome);
  absl::StatusOr<v1::Source> Get(const v1::GetSourceRequest& request) const;
  absl::StatusOr<v1::ListSourcesResponse> List(
      const v1::ListSourcesRequest& request) const;
  absl::StatusOr<v1::GetResponsibilitiesResponse> Responsibilities(
      const v1::GetResponsibilitiesRequest& request) const;

  const kv::Store& store_;
  Writer& writer_;
  audit::Trail& trail_;
  const rpc::Gate& gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
