#include "services/ingestion/source_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/source_check.h"
#include "services/ingestion/sources.h"

namespace creditproof::ingestion {
namespace {

using google::protobuf::util::TimeUtil;

constexpr absl::string_view kPageScope = "sources";

absl::StatusOr<std::string> SourceId(absl::string_view field,
                                     absl::string_view name) {
  absl::StatusOr<std::string> id = record::ParseSourceName(name);
  if (id.ok()) return id;
  return base::InvalidField(field, id.status().message());
}

absl::Status CheckSame(const v1::Source& stored, const v1::Source& wanted,
                       absl::string_view source_id) {
  if (NormalSource(stored).SerializeAsString() == wanted.SerializeAsString()) {
    return absl::OkStatus();
  }
  return base::Error(
      absl::StatusCode::kAlreadyExists, base::Reason::REASON_SOURCE_CONFLICT,
      absl::StrCat("the source ", source_id, " has other content"),
      {{"source", source_id}});
}

}  // namespace

SourceServiceImpl::SourceServiceImpl(const kv::Store& store, Writer& writer,
                                     audit::Trail& trail, const rpc::Gate& gate,
                                     base::Clock clock)
    : store_(store),
      writer_(writer),
      trail_(trail),
      gate_(gate),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* SourceServiceImpl::CreateSource(
    grpc::CallbackServerContext* context,
    const v1::CreateSourceRequest* request, v1::Source* response) {
  return gate_.ServeBlocking(
      "CreateSource", context, request, response,
      [this](const auto& r, const auto& caller) { return Create(r, caller); });
}

grpc::ServerUnaryReactor* SourceServiceImpl::GetSource(
    grpc::CallbackServerContext* context, const v1::GetSourceRequest* request,
    v1::Source* response) {
  return gate_.Serve("GetSource", context, request, response,
                     [this](const auto& r, const auto&) { return Get(r); });
}

grpc::ServerUnaryReactor* SourceServiceImpl::ListSources(
    grpc::CallbackServerContext* context, const v1::ListSourcesRequest* request,
    v1::ListSourcesResponse* response) {
  return gate_.ServeBlocking(
      "ListSources", context, request, response,
      [this](const auto& r, const auto&) { return List(r); });
}

absl::StatusOr<v1::Source> SourceServiceImpl::Create(
    const v1::CreateSourceRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(
      const std::string id,
      SourceId("source_id", record::SourceName(request.source_id())));
  RETURN_IF_ERROR(CheckSource(request.source()));
  const v1::Source wanted = NormalSource(request.source());
  const absl::Status created = writer_.Do([&](Act& act) -> absl::Status {
    const absl::StatusOr<v1::Source> stored = FindSource(act.view(), id);
    if (stored.ok()) return CheckSame(*stored, wanted, id);
    if (!absl::IsNotFound(stored.status())) return stored.status();
    return AddSource(id, wanted, caller.name(), act);
  });
  RETURN_IF_ERROR(Audit(request, caller, created));
  RETURN_IF_ERROR(created);
  return FindSource(View(store_), id);
}

absl::Status SourceServiceImpl::Audit(const v1::CreateSourceRequest& request,
                                      const rpc::Caller& caller,
                                      const absl::Status& outcome) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(clock_()));
  entry.set_client(std::string(caller.name()));
  entry.set_actor(std::string(caller.name()));
  entry.set_ground("ADMINISTRATOR");
  entry.set_method("CreateSource");
  entry.set_purpose(absl::StrCat("register the source ", request.source_id()));
  entry.set_outcome(absl::StatusCodeToString(outcome.code()));
  return trail_.WaitDurable(trail_.Add(std::move(entry)));
}

absl::StatusOr<v1::Source> SourceServiceImpl::Get(
    const v1::GetSourceRequest& request) const {
  ASSIGN_OR_RETURN(const std::string id, SourceId("name", request.name()));
  return FindSource(View(store_), id);
}

absl::StatusOr<v1::ListSourcesResponse> SourceServiceImpl::List(
    const v1::ListSourcesRequest& request) const {
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), kPageScope));
  std::vector<std::string> ids;  // one more than the page, if there is one
  RETURN_IF_ERROR(store_.Scan(
      kIndex, kSourceStatePrefix,
      page.after.empty() ? "" : absl::StrCat(kSourceStatePrefix, page.after),
      [&](absl::string_view key, absl::string_view) {
        ids.emplace_back(key.substr(kSourceStatePrefix.size()));
        return ids.size() <= page.size;
      }));
  v1::ListSourcesResponse response;
  if (ids.size() > page.size) {
    ids.pop_back();
    response.set_next_page_token(rpc::PageToken(ids.back(), kPageScope));
  }
  const View view(store_);
  for (const std::string& id : ids) {
    ASSIGN_OR_RETURN(*response.add_sources(), FindSource(view, id));
  }
  return response;
}

}  // namespace creditproof::ingestion
