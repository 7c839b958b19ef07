#include "services/ingestion/reconciliation_service.h"

#include <google/protobuf/util/time_util.h>

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "services/ingestion/index.h"
#include "services/ingestion/kinds.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/source_client.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {

using google::protobuf::util::TimeUtil;

ReconciliationServiceImpl::ReconciliationServiceImpl(
    const Parts& parts, crypto::SigningKey receipt_key, const rpc::Gate& gate,
    base::Clock clock)
    : parts_(parts),
      receipt_key_(std::move(receipt_key)),
      gate_(gate),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* ReconciliationServiceImpl::GetReadingTerms(
    grpc::CallbackServerContext* context,
    const v1::GetReadingTermsRequest* request,
    v1::GetReadingTermsResponse* response) {
  return gate_.Serve("GetReadingTerms", context, request, response,
                     [this](const auto& r, const rpc::Caller& caller) {
                       return Terms(r, caller);
                     });
}

grpc::ServerUnaryReactor* ReconciliationServiceImpl::CompareRanges(
    grpc::CallbackServerContext* context,
    const v1::CompareRangesRequest* request,
    v1::CompareRangesResponse* response) {
  return gate_.ServeBlocking(
      "CompareRanges", context, request, response,
      [this](const auto& r, const rpc::Caller& caller)
          -> absl::StatusOr<v1::CompareRangesResponse> {
        ASSIGN_OR_RETURN(const TableOf table, Find(r, caller));
        return ingestion::CompareRanges(parts_.store, table, r);
      });
}

grpc::ServerUnaryReactor* ReconciliationServiceImpl::GetTableRows(
    grpc::CallbackServerContext* context,
    const v1::GetTableRowsRequest* request,
    v1::GetTableRowsResponse* response) {
  return gate_.ServeBlocking("GetTableRows", context, request, response,
                             [this](const auto& r, const rpc::Caller& caller) {
                               return Rows(r, caller);
                             });
}

grpc::ServerUnaryReactor* ReconciliationServiceImpl::ConcludeReconciliation(
    grpc::CallbackServerContext* context,
    const v1::ConcludeReconciliationRequest* request,
    v1::ConcludeReconciliationResponse* response) {
  return gate_.ServeBlocking("ConcludeReconciliation", context, request,
                             response,
                             [this](const auto& r, const rpc::Caller& caller) {
                               return End(r, caller);
                             });
}

absl::StatusOr<v1::GetReadingTermsResponse> ReconciliationServiceImpl::Terms(
    const v1::GetReadingTermsRequest& request,
    const rpc::Caller& caller) const {
  const View view(parts_.store);
  ASSIGN_OR_RETURN(
      const std::string id,
      SourceOfClient(view, "source", request.source(), caller.names));
  ASSIGN_OR_RETURN(const auto state, FindSourceState(view, id));
  v1::GetReadingTermsResponse response;
  *response.mutable_areas() = state->areas();
  ASSIGN_OR_RETURN(const std::vector<record::v1::DeclaredKind> declared,
                   DeclaredFor(view, *state, v1::FILE_KIND_UNSPECIFIED));
  response.mutable_declared_kinds()->Add(declared.begin(), declared.end());
  response.set_today(base::FormatDate(base::ChinaDay(clock_())));
  return response;
}

absl::StatusOr<v1::GetTableRowsResponse> ReconciliationServiceImpl::Rows(
    const v1::GetTableRowsRequest& request, const rpc::Caller& caller) {
  absl::StatusOr<v1::GetTableRowsResponse> rows =
      [&]() -> absl::StatusOr<v1::GetTableRowsResponse> {
    ASSIGN_OR_RETURN(const TableOf table, Find(request, caller));
    return ReadTableRows(parts_.store, parts_.log, parts_.partition_count,
                         table, request);
  }();
  RETURN_IF_ERROR(
      Audit("GetTableRows", caller, request.source(), rows.status()));
  return rows;
}

absl::StatusOr<v1::ConcludeReconciliationResponse>
ReconciliationServiceImpl::End(const v1::ConcludeReconciliationRequest& request,
                               const rpc::Caller& caller) {
  absl::StatusOr<v1::ConcludeReconciliationResponse> end =
      [&]() -> absl::StatusOr<v1::ConcludeReconciliationResponse> {
    ASSIGN_OR_RETURN(const TableOf table, Find(request, caller));
    return Conclude(parts_.store, parts_.writer, receipt_key_, table, request);
  }();
  RETURN_IF_ERROR(
      Audit("ConcludeReconciliation", caller, request.source(), end.status()));
  return end;
}

template <typename Request>
absl::StatusOr<TableOf> ReconciliationServiceImpl::Find(
    const Request& request, const rpc::Caller& caller) const {
  const View view(parts_.store);
  ASSIGN_OR_RETURN(
      const std::string id,
      SourceOfClient(view, "source", request.source(), caller.names));
  ASSIGN_OR_RETURN(const bool is_kind, IsFileKind(view, request.file_kind()));
  if (!is_kind) {
    return base::InvalidField("file_kind", "is no kind of file");
  }
  ASSIGN_OR_RETURN(const auto state, FindSourceState(view, id));
  if (!MayDeliver(*state, request.file_kind())) {
    return base::Error(
        absl::StatusCode::kPermissionDenied,
        base::Reason::REASON_SOURCE_NOT_YOURS,
        absl::StrCat("the source ", id,
                     " is not registered for files of this kind"),
        {{"source", id}, {"client", caller.name()}});
  }
  const record::v1::RecordKind kind = RecordKindOf(request.file_kind());
  return TableOf{{id, kind, std::string(caller.name())},
                 request.file_kind(),
                 TablePrefix(id, kind)};
}

absl::Status ReconciliationServiceImpl::Audit(absl::string_view method,
                                              const rpc::Caller& caller,
                                              absl::string_view source,
                                              const absl::Status& outcome) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(clock_()));
  entry.set_client(std::string(caller.name()));
  entry.set_actor(std::string(caller.name()));
  entry.set_ground("SOURCE");
  entry.set_method(std::string(method));
  entry.set_purpose(absl::StrCat("reconcile ", source));
  entry.set_outcome(absl::StatusCodeToString(outcome.code()));
  return parts_.trail.WaitDurable(parts_.trail.Add(std::move(entry)));
}

}  // namespace creditproof::ingestion
