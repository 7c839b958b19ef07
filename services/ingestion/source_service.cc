#include "services/ingestion/source_service.h"

#include <google/protobuf/util/time_util.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/responsibility_catalogue.h"
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

// Names of the fields in which they differ, in order of number.
std::string ChangedFields(const v1::Source& before, const v1::Source& after) {
  const google::protobuf::Descriptor& type = *v1::Source::descriptor();
  std::vector<std::string> names;
  for (int i = 0; i < type.field_count(); ++i) {
    v1::Source mixed = before;
    v1::Source rest = after;
    v1::Source::GetReflection()->SwapFields(&mixed, &rest, {type.field(i)});
    if (mixed.SerializeAsString() == before.SerializeAsString()) continue;
    names.push_back(type.field(i)->name());
  }
  return absl::StrJoin(names, ", ");
}

bool IsSame(const v1::Source& stored, const v1::Source& wanted) {
  return NormalSource(stored).SerializeAsString() == wanted.SerializeAsString();
}

absl::Status CheckSame(const v1::Source& stored, const v1::Source& wanted,
                       absl::string_view source_id) {
  if (IsSame(stored, wanted)) return absl::OkStatus();
  return base::Error(
      absl::StatusCode::kAlreadyExists, base::Reason::REASON_SOURCE_CONFLICT,
      absl::StrCat("the source ", source_id, " has other content"),
      {{"source", source_id}});
}

absl::Status CheckEtag(const std::string& etag, const v1::Source& stored) {
  if (etag.empty() || etag == stored.etag()) return absl::OkStatus();
  return base::Error(absl::StatusCode::kAborted,
                     base::Reason::REASON_SOURCE_CHANGED,
                     absl::StrCat("the source ", stored.name(),
                                  " was changed since it was read; read it "
                                  "again"),
                     {{"source", stored.name()}});
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

grpc::ServerUnaryReactor* SourceServiceImpl::UpdateSource(
    grpc::CallbackServerContext* context,
    const v1::UpdateSourceRequest* request, v1::Source* response) {
  return gate_.ServeBlocking(
      "UpdateSource", context, request, response,
      [this](const auto& r, const auto& caller) { return Update(r, caller); });
}

grpc::ServerUnaryReactor* SourceServiceImpl::GetResponsibilities(
    grpc::CallbackServerContext* context,
    const v1::GetResponsibilitiesRequest* request,
    v1::GetResponsibilitiesResponse* response) {
  return gate_.ServeBlocking(
      "GetResponsibilities", context, request, response,
      [this](const auto& r, const auto&) { return Responsibilities(r); });
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
    RETURN_IF_ERROR(CheckKindsDeclared(wanted, act.view()));
    return AddSource(id, wanted, caller.name(), act);
  });
  RETURN_IF_ERROR(Audit("CreateSource",
                        absl::StrCat("register the source ", id), caller,
                        created));
  RETURN_IF_ERROR(created);
  return FindSource(View(store_), id);
}

absl::StatusOr<v1::Source> SourceServiceImpl::Update(
    const v1::UpdateSourceRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const std::string id,
                   SourceId("source.name", request.source().name()));
  RETURN_IF_ERROR(CheckSource(request.source()));
  const v1::Source wanted = NormalSource(request.source());
  std::string fields;
  const absl::Status changed = writer_.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(const v1::Source stored, FindSource(act.view(), id));
    fields = ChangedFields(NormalSource(stored), wanted);
    if (IsSame(stored, wanted)) return absl::OkStatus();
    RETURN_IF_ERROR(CheckEtag(request.etag(), stored));
    RETURN_IF_ERROR(CheckKindsDeclared(wanted, act.view()));
    return ChangeSource(id, wanted, caller.name(), act);
  });
  RETURN_IF_ERROR(Audit("UpdateSource",
                        absl::StrCat("change the source ", id, ": ",
                                     fields.empty() ? "nothing" : fields),
                        caller, changed));
  RETURN_IF_ERROR(changed);
  return FindSource(View(store_), id);
}

absl::Status SourceServiceImpl::Audit(absl::string_view method,
                                      const std::string& purpose,
                                      const rpc::Caller& caller,
                                      const absl::Status& outcome) {
  audit::v1::AuditEntry entry;
  *entry.mutable_time() =
      TimeUtil::MicrosecondsToTimestamp(absl::ToUnixMicros(clock_()));
  entry.set_client(std::string(caller.name()));
  entry.set_actor(std::string(caller.name()));
  entry.set_ground("ADMINISTRATOR");
  entry.set_method(std::string(method));
  entry.set_purpose(purpose);
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

absl::StatusOr<v1::GetResponsibilitiesResponse>
SourceServiceImpl::Responsibilities(
    const v1::GetResponsibilitiesRequest& request) const {
  ASSIGN_OR_RETURN(const std::vector<changelog::v1::SourceState> sources,
                   AllSourceStates(View(store_)));
  v1::GetResponsibilitiesResponse response;
  for (v1::Responsibility& entry : ResponsibilityCatalogue(sources)) {
    if (request.only_uncovered() && !entry.sources().empty()) continue;
    *response.add_responsibilities() = std::move(entry);
  }
  return response;
}

}  // namespace creditproof::ingestion
