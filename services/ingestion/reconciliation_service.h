// ReconciliationService: a source compares its own table with the platform's.
#pragma once

#include <string>

#include "absl/status/statusor.h"
#include "creditproof/ingestion/v1/reconciliation_service.grpc.pb.h"
#include "libs/audit/trail.h"
#include "libs/base/clock.h"
#include "libs/rpc/gate.h"
#include "services/ingestion/acting.h"
#include "services/ingestion/reconciliation.h"

namespace creditproof::ingestion {

// Thread-safe.
class ReconciliationServiceImpl final
    : public v1::ReconciliationService::CallbackService {
 public:
  struct Parts {
    const kv::Store& store;
    const changelog::ChangeLog& log;
    Writer& writer;
    audit::Trail& trail;
    std::uint32_t partition_count;
    SourceActors actors;
  };

  // What `parts` names and `gate` must outlive the service.
  ReconciliationServiceImpl(const Parts& parts, crypto::SigningKey receipt_key,
                            const rpc::Gate& gate, base::Clock clock);

  grpc::ServerUnaryReactor* GetReadingTerms(
      grpc::CallbackServerContext* context,
      const v1::GetReadingTermsRequest* request,
      v1::GetReadingTermsResponse* response) override;
  grpc::ServerUnaryReactor* CompareRanges(
      grpc::CallbackServerContext* context,
      const v1::CompareRangesRequest* request,
      v1::CompareRangesResponse* response) override;
  grpc::ServerUnaryReactor* GetTableRows(
      grpc::CallbackServerContext* context,
      const v1::GetTableRowsRequest* request,
      v1::GetTableRowsResponse* response) override;
  grpc::ServerUnaryReactor* ConcludeReconciliation(
      grpc::CallbackServerContext* context,
      const v1::ConcludeReconciliationRequest* request,
      v1::ConcludeReconciliationResponse* response) override;
  grpc::ServerUnaryReactor* ListMismatches(
      grpc::CallbackServerContext* context,
      const v1::ListMismatchesRequest* request,
      v1::ListMismatchesResponse* response) override;
  grpc::ServerUnaryReactor* DismissMismatch(
      grpc::CallbackServerContext* context,
      const v1::DismissMismatchRequest* request,
      v1::Mismatch* response) override;

 private:
  absl::StatusOr<v1::GetReadingTermsResponse> Terms(
      const v1::GetReadingTermsRequest& request,
      const rpc::Caller& caller) const;
  absl::StatusOr<v1::GetTableRowsResponse> Rows(
      const v1::GetTableRowsRequest& request, const rpc::Caller& caller);
  absl::StatusOr<v1::ConcludeReconciliationResponse> End(
      const v1::ConcludeReconciliationRequest& request,
      const rpc::Caller& caller);
  absl::StatusOr<v1::ListMismatchesResponse> List(
      const v1::ListMismatchesRequest& request, const rpc::Caller& caller);
  absl::StatusOr<v1::Mismatch> Dismiss(
      const v1::DismissMismatchRequest& request, const rpc::Caller& caller);

  // The table that `request` names, if the caller may compare it.
  template <typename Request>
  absl::StatusOr<TableOf> Find(const Request& request,
                               const rpc::Caller& caller) const;

  absl::Status Audit(audit::v1::AuditEntry entry, const absl::Status& outcome);

  const Parts parts_;
  const crypto::SigningKey receipt_key_;
  const rpc::Gate& gate_;
  const base::Clock clock_;
};

}  // namespace creditproof::ingestion
