// QuarantineService: the rows that stand open, and settling them by call.
#pragma once

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/quarantine_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/crypto/sealer.h"
#include "libs/kv/store.h"
#include "libs/rpc/gate.h"
#include "libs/workdays/calendar.h"
#include "services/ingestion/audited_calls.h"

namespace creditproof::ingestion {

// Thread-safe.
class QuarantineServiceImpl final
    : public v1::QuarantineService::CallbackService {
 public:
  // All that is referred to must outlive the service.
  QuarantineServiceImpl(const kv::Store& store, Writer& writer,
                        audit::Trail& trail, SourceActors actors,
                        crypto::Sealer sealer, workdays::Calendar calendar,
                        const rpc::Gate& gate, base::Clock clock);

  grpc::ServerUnaryReactor* ListQuarantinedRows(
      grpc::CallbackServerContext* context,
      const v1::ListQuarantinedRowsRequest* request,
      v1::ListQuarantinedRowsResponse* response) override;
  grpc::ServerUnaryReactor* ResolveQuarantinedRow(
      grpc::CallbackServerContext* context,
      const v1::ResolveQuarantinedRowRequest* request,
      v1::ResolveQuarantinedRowResponse* response) override;

 private:
  struct Resolution;

  absl::StatusOr<v1::ListQuarantinedRowsResponse> List(
      const v1::ListQuarantinedRowsRequest& request,
      const rpc::Caller& caller) const;
  absl::StatusOr<v1::ListQuarantinedRowsResponse> ReadPage(
      const v1::ListQuarantinedRowsRequest& request,
      const std::string& source_id) const;
  // Its weight; 0 for one that was settled meanwhile.
  absl::StatusOr<std::size_t> AddRow(
      const std::string& hold_id, bool show_held_subjects,
      v1::ListQuarantinedRowsResponse& response) const;
  absl::StatusOr<v1::ResolveQuarantinedRowResponse> Resolve(
      const v1::ResolveQuarantinedRowRequest& request,
      const rpc::Caller& caller);
  absl::StatusOr<v1::ResolveQuarantinedRowResponse> ResolveOnce(
      const Resolution& resolution, const Acting& acting, Act& act) const;

  AuditedCalls calls_;
  const crypto::Sealer sealer_;
  const workdays::Calendar calendar_;
  const rpc::Gate& gate_;
};

}  // namespace creditproof::ingestion
