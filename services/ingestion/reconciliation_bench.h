// A bench behind real gRPC, and sources that reconcile, for tests.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>

#include "libs/reconcile/narrow.h"
#include "libs/reconcile/read_table.h"
#include "libs/rpc/status.h"
#include "libs/rpc/unix_server.h"
#include "services/ingestion/ingestion_bench.h"
#include "services/ingestion/reconciliation_service.h"

namespace creditproof::ingestion {

// A table of penalties by document number.
using Rows = std::map<std::string, PenaltyCells>;

class Reconciled {
 public:
  using Stub = v1::ReconciliationService::Stub;

  // Called by `client`; "admin" is an administrator.
  explicit Reconciled(const std::string& client = "clerk");

  // Of the source `penalties`, unless the request names another.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      Request request) {
    if (request.source().empty()) request.set_source("sources/penalties");
    return CallPlain(method, std::move(request));
  }
  template <typename Request, typename Response>
  absl::StatusOr<Response> CallPlain(
      grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                   Response*),
      Request request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status =
        (stub_.get()->*method)(&context, request, &response);
    bytes += request.ByteSizeLong() + response.ByteSizeLong();
    if (!status.ok()) return rpc::FromGrpc(status);
    return response;
  }

  // A file of `source` as the source itself reads it.
  reconcile::SourceTable Read(const std::string& file,
                              const std::string& source);
  reconcile::SourceTable Read(const Rows& rows) {
    return Read(File(rows), "penalties");
  }

  reconcile::Comparison Compare(const reconcile::SourceTable& table,
                                const std::string& source = "penalties");

  // What a client asks for that found these differences, all about `code`.
  static v1::ConcludeReconciliationRequest Conclusion(
      const reconcile::SourceTable& table,
      const reconcile::Comparison& comparison,
      const std::string& code = CompanyCode(1));
  absl::StatusOr<v1::ConcludeReconciliationResponse> Conclude(
      const reconcile::SourceTable& table,
      const reconcile::Comparison& comparison) {
    return Call(&Stub::ConcludeReconciliation, Conclusion(table, comparison));
  }

  // All of it; the statement is verified.
  v1::ReconciliationStatement Reconcile(const Rows& rows) {
    return Reconcile(File(rows), "penalties", CompanyCode(1));
  }
  v1::ReconciliationStatement Reconcile(const std::string& file,
                                        const std::string& source,
                                        const std::string& code);

  void Deliver(const Rows& rows) { Deliver(File(rows), "penalties"); }
  void Deliver(const std::string& file, const std::string& source);

  // Has the register say that it is so from now on; `clerk` is its client.
  void Register(const std::string& source_id, const v1::Source& source);

  static std::string File(const Rows& rows);

  // Mismatches that stand by the log alone; fails when one opens or closes
  // twice.
  std::set<std::string> OpenMismatches() const;

  v1::ListMismatchesResponse Listed(const std::string& page_token = "",
                                    int page_size = 0);

  const crypto::SigningKey& receipt_key() const { return receipt_key_; }

  Bench bench;
  std::size_t bytes = 0;
  std::unique_ptr<audit::Trail> trail;

 private:
  int deliveries_ = 0;
  crypto::SigningKey receipt_key_;
  rpc::Executor executor_{4, 16};
  rpc::Gate gate_;
  ReconciliationServiceImpl service_;
  rpc::UnixServer server_;
  std::unique_ptr<Stub> stub_;
};

// `n` is its document number; a third of them have an identity number.
PenaltyCells Cells(int n, const std::string& date,
                   const std::string& content = "罚款");

// A source as the bench has `penalties`, to be changed and registered.
v1::Source PenaltySource();
v1::Source Registry();

}  // namespace creditproof::ingestion
