#include "services/ingestion/reconciliation_service.h"

#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/date.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/kinds.h"
#include "services/ingestion/list_mismatches.h"
#include "services/ingestion/origin.h"
#include "services/ingestion/source_client.h"
#include "services/ingestion/table_index.h"

namespace creditproof::ingestion {

namespace {

constexpr std::size_t kReasonCharacters = 500;
constexpr std::size_t kNameBytes = 80;  // more than any source's name

audit::v1::AuditEntry EntryOf(absl::string_view method,
                              const rpc::Caller& caller,
                              const std::string& source, absl::Time now) {
  const std::string client(caller.name());
  audit::v1::AuditEntry entry =
      AuditEntryOf({client, client, "SOURCE"}, method, now);
  entry.set_purpose(absl::StrCat(
      "reconcile ", source.size() > kNameBytes ? "what is no source" : source));
  return entry;
}

absl::StatusOr<bool> HasOpenMismatches(const View& view,
                                       absl::string_view source_id,
                                       record::v1::RecordKind kind) {
  ASSIGN_OR_RETURN(const std::vector<std::string> open,
                   view.Suffixes(kIndex, OpenMismatchesOf(source_id, kind)));
  return !open.empty();
}

}  // namespace

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

grpc::ServerUnaryReactor* ReconciliationServiceImpl::ListMismatches(
    grpc::CallbackServerContext* context,
    const v1::ListMismatchesRequest* request,
    v1::ListMismatchesResponse* response) {
  return gate_.ServeBlocking("ListMismatches", context, request, response,
                             [this](const auto& r, const rpc::Caller& caller) {
                               return List(r, caller);
                             });
}

grpc::ServerUnaryReactor* ReconciliationServiceImpl::DismissMismatch(
    grpc::CallbackServerContext* context,
    const v1::DismissMismatchRequest* request, v1::Mismatch* response) {
  return gate_.ServeBlocking("DismissMismatch", context, request, response,
                             [this](const auto& r, const rpc::Caller& caller) {
                               return Dismiss(r, caller);
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
  *response.mutable_regions() = state->regions();
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
      Audit(EntryOf("GetTableRows", caller, request.source(), clock_()),
            rows.status()));
  return rows;
}

absl::StatusOr<v1::ConcludeReconciliationResponse>
ReconciliationServiceImpl::End(const v1::ConcludeReconciliationRequest& request,
                               const rpc::Caller& caller) {
  absl::StatusOr<v1::ConcludeReconciliationResponse> end =
      [&]() -> absl::StatusOr<v1::ConcludeReconciliationResponse> {
    ASSIGN_OR_RETURN(const TableOf table, Find(request, caller));
    ASSIGN_OR_RETURN(Scanned scanned, ScanBoth(parts_.store, table, request));
    return Conclude(std::move(scanned), parts_.writer, receipt_key_, table,
                    request);
  }();
  RETURN_IF_ERROR(Audit(
      EntryOf("ConcludeReconciliation", caller, request.source(), clock_()),
      end.status()));
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
  const record::v1::RecordKind kind = RecordKindOf(request.file_kind());
  ASSIGN_OR_RETURN(const bool open, HasOpenMismatches(view, id, kind));
  if (!open && !MayDeliver(*state, request.file_kind())) {
    return base::Error(
        absl::StatusCode::kPermissionDenied,
        base::Reason::REASON_SOURCE_NOT_YOURS,
        absl::StrCat("the source ", id,
                     " is not registered for files of this kind"),
        {{"source", id}, {"client", caller.name()}});
  }
  return TableOf{{id, kind, std::string(caller.name())},
                 request.file_kind(),
                 TablePrefix(id, kind)};
}

absl::StatusOr<v1::ListMismatchesResponse> ReconciliationServiceImpl::List(
    const v1::ListMismatchesRequest& request, const rpc::Caller& caller) {
  const absl::StatusOr<std::string> source =
      record::ParseSourceName(request.parent());
  if (!source.ok()) {
    return base::InvalidField("parent", source.status().message());
  }
  ASSIGN_OR_RETURN(const Acting acting,
                   parts_.actors.Admit(View(parts_.store), *source, caller));
  const absl::Time now = clock_();
  absl::StatusOr<v1::ListMismatchesResponse> page =
      ingestion::ListMismatches(parts_.store, *source, request, now);
  audit::v1::AuditEntry entry = AuditEntryOf(acting, "ListMismatches", now);
  entry.set_purpose(absl::StrCat("mismatches of ", request.parent()));
  RETURN_IF_ERROR(Audit(std::move(entry), page.status()));
  return page;
}

absl::StatusOr<v1::Mismatch> ReconciliationServiceImpl::Dismiss(
    const v1::DismissMismatchRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const SourceItem item,
                   ParseSourceItem("name", request.name(), kMismatchesOf));
  ASSIGN_OR_RETURN(const std::string reason,
                   ParseWords("reason", request.reason(), kReasonCharacters));
  ASSIGN_OR_RETURN(const Acting acting,
                   parts_.actors.AdmitAdministrator(caller));
  v1::IndexedMismatch mismatch;
  const absl::Status done = parts_.writer.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(mismatch,
                     ingestion::DismissMismatch(item, reason, acting, act));
    return absl::OkStatus();
  });
  audit::v1::AuditEntry entry =
      AuditEntryOf(acting, "DismissMismatch", clock_());
  entry.set_subject(mismatch.credit_code());
  entry.set_purpose(absl::StrCat("dismiss ", request.name(), ": ", reason));
  RETURN_IF_ERROR(Audit(std::move(entry), done));
  RETURN_IF_ERROR(done);
  return ShowMismatch(item, mismatch, clock_());
}

absl::Status ReconciliationServiceImpl::Audit(audit::v1::AuditEntry entry,
                                              const absl::Status& outcome) {
  entry.set_outcome(absl::StatusCodeToString(outcome.code()));
  return parts_.trail.WaitDurable(parts_.trail.Add(std::move(entry)));
}

}  // namespace creditproof::ingestion
