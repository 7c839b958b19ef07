#include "services/ingestion/quarantine_service.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/crypto/digest.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/describe_open_row.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/resolve_open_row.h"

namespace creditproof::ingestion {
namespace {

using Request = v1::ResolveQuarantinedRowRequest;
using Response = v1::ResolveQuarantinedRowResponse;

constexpr std::size_t kReasonCharacters = 500;
constexpr std::size_t kShownSubjects = 100;
constexpr std::size_t kTimeBytes = 8;  // before the hold id in the key

absl::StatusOr<std::optional<CreditCode>> ParseSubject(
    const std::string& name) {
  if (name.empty()) return std::optional<CreditCode>();
  const absl::StatusOr<CreditCode> code = record::ParseSubjectName(name);
  if (code.ok()) return std::optional<CreditCode>(*code);
  return base::InvalidField("subject", code.status().message());
}

absl::Status NotOpen(absl::string_view hold_id) {
  return base::Error(absl::StatusCode::kNotFound,
                     base::Reason::REASON_OPEN_ROW_NOT_FOUND,
                     absl::StrCat("no row stands open under ", hold_id),
                     {{"hold_id", hold_id}});
}

absl::Status Reused(absl::string_view request_id) {
  return base::Error(absl::StatusCode::kAlreadyExists,
                     base::Reason::REASON_REQUEST_ID_REUSED,
                     "the request id was used for another request",
                     {{"request_id", request_id}});
}

std::string WithdrawnBy(const Acting& acting, absl::string_view reason) {
  return absl::StrCat(acting.ground == "SOURCE" ? "报送单位" : "平台管理员",
                      "已撤回该信息：", reason);
}

}  // namespace

struct QuarantineServiceImpl::Resolution {
  static absl::StatusOr<Resolution> Parse(const Request& request) {
    Resolution resolution;
    ASSIGN_OR_RETURN(resolution.row,
                     ParseSourceItem("name", request.name(), kQuarantinedRows));
    ASSIGN_OR_RETURN(resolution.subject, ParseSubject(request.subject()));
    ASSIGN_OR_RETURN(resolution.reason,
                     ParseWords("reason", request.reason(), kReasonCharacters));
    ASSIGN_OR_RETURN(resolution.request_id,
                     ParseRequestId(request.request_id()));
    Request asked = request;
    asked.clear_request_id();
    resolution.request_sha256 = crypto::Sha256(asked.SerializeAsString());
    return resolution;
  }

  SourceItem row;
  std::optional<CreditCode> subject;
  std::string reason;
  std::string request_id;
  std::string request_sha256;
};

QuarantineServiceImpl::QuarantineServiceImpl(
    const kv::Store& store, Writer& writer, audit::Trail& trail,
    SourceActors actors, crypto::Sealer sealer, const rpc::Gate& gate,
    base::Clock clock)
    : store_(store),
      writer_(writer),
      trail_(trail),
      actors_(std::move(actors)),
      sealer_(std::move(sealer)),
      gate_(gate),
      clock_(std::move(clock)) {}

grpc::ServerUnaryReactor* QuarantineServiceImpl::ListQuarantinedRows(
    grpc::CallbackServerContext* context,
    const v1::ListQuarantinedRowsRequest* request,
    v1::ListQuarantinedRowsResponse* response) {
  return gate_.ServeBlocking(
      "ListQuarantinedRows", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

grpc::ServerUnaryReactor* QuarantineServiceImpl::ResolveQuarantinedRow(
    grpc::CallbackServerContext* context, const Request* request,
    Response* response) {
  return gate_.ServeBlocking(
      "ResolveQuarantinedRow", context, request, response,
      [this](const auto& r, const auto& caller) { return Resolve(r, caller); });
}

absl::StatusOr<v1::ListQuarantinedRowsResponse> QuarantineServiceImpl::List(
    const v1::ListQuarantinedRowsRequest& request,
    const rpc::Caller& caller) const {
  const absl::StatusOr<std::string> source =
      record::ParseSourceName(request.parent());
  if (!source.ok()) {
    return base::InvalidField("parent", source.status().message());
  }
  ASSIGN_OR_RETURN(const Acting acting,
                   actors_.Admit(View(store_), *source, caller));
  absl::StatusOr<v1::ListQuarantinedRowsResponse> page =
      ReadPage(request, *source);
  audit::v1::AuditEntry entry =
      AuditEntryOf(acting, "ListQuarantinedRows", clock_());
  entry.set_purpose(absl::StrCat(
      "quarantine of ", request.parent(),
      request.show_held_subjects() ? ", with the subjects on hold" : ""));
  entry.set_outcome(absl::StatusCodeToString(page.status().code()));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  return page;
}

absl::StatusOr<v1::ListQuarantinedRowsResponse> QuarantineServiceImpl::ReadPage(
    const v1::ListQuarantinedRowsRequest& request,
    const std::string& source_id) const {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  request.parent()));
  const std::string prefix = OpenRowsOfSource(source_id);
  std::vector<std::string> suffixes;  // one more than the page, if there is one
  RETURN_IF_ERROR(
      store_.Scan(kQuarantine, prefix,
                  page.after.empty() ? "" : absl::StrCat(prefix, page.after),
                  [&](absl::string_view key, absl::string_view) {
                    suffixes.emplace_back(key.substr(prefix.size()));
                    return suffixes.size() <= page.size;
                  }));
  v1::ListQuarantinedRowsResponse response;
  if (suffixes.size() > page.size) {
    suffixes.pop_back();
    response.set_next_page_token(
        rpc::PageToken(suffixes.back(), request.parent()));
  }
  for (const std::string& suffix : suffixes) {
    RETURN_IF_ERROR(AddRow(suffix.substr(kTimeBytes),
                           request.show_held_subjects(), response));
  }
  return response;
}

absl::Status QuarantineServiceImpl::AddRow(
    const std::string& hold_id, bool show_held_subjects,
    v1::ListQuarantinedRowsResponse& response) const {
  const View view(store_);
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> open,
                   FindOpenRow(view, hold_id));
  if (!open.has_value()) return absl::OkStatus();  // settled meanwhile
  ASSIGN_OR_RETURN(const std::vector<std::string> held, HeldBy(view, hold_id));
  v1::QuarantinedRow& row = *response.add_rows();
  row = ForItsSource(*open, clock_());
  row.set_held_count(static_cast<int>(held.size()));
  if (!show_held_subjects) return absl::OkStatus();
  for (std::size_t i = 0; i < std::min(held.size(), kShownSubjects); ++i) {
    row.add_held_subjects(absl::StrCat("subjects/", held[i]));
  }
  return absl::OkStatus();
}

absl::StatusOr<Response> QuarantineServiceImpl::Resolve(
    const Request& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Resolution resolution, Resolution::Parse(request));
  ASSIGN_OR_RETURN(
      const Acting acting,
      actors_.Admit(View(store_), resolution.row.source_id, caller));
  Response response;
  const absl::Status done = writer_.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(response, ResolveOnce(resolution, acting, act));
    return absl::OkStatus();
  });
  audit::v1::AuditEntry entry =
      AuditEntryOf(acting, "ResolveQuarantinedRow", clock_());
  if (resolution.subject.has_value()) {
    entry.set_subject(std::string(resolution.subject->text()));
  }
  entry.set_purpose(
      absl::StrCat(resolution.subject.has_value() ? "attribute " : "dismiss ",
                   request.name(), ": ", resolution.reason));
  entry.set_outcome(done.ok() ? Response::Outcome_Name(response.outcome())
                              : absl::StatusCodeToString(done.code()));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  RETURN_IF_ERROR(done);
  return response;
}

absl::StatusOr<Response> QuarantineServiceImpl::ResolveOnce(
    const Resolution& resolution, const Acting& acting, Act& act) const {
  const std::string act_id =
      DerivedId({"resolution", acting.client, resolution.request_id});
  ASSIGN_OR_RETURN(std::optional<v1::AnsweredResolution> answered,
                   FindAnswered(act.view(), act_id));
  if (answered.has_value()) {
    if (answered->request_sha256() == resolution.request_sha256) {
      return answered->response();
    }
    return Reused(resolution.request_id);
  }
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> open,
                   FindOpenRow(act.view(), resolution.row.id));
  if (!open.has_value() || open->source_id() != resolution.row.source_id) {
    return NotOpen(resolution.row.id);
  }
  RowChanges changes(open->source_id(), acting, act_id, act);
  answered.emplace();
  answered->set_request_sha256(resolution.request_sha256);
  if (resolution.subject.has_value()) {
    ASSIGN_OR_RETURN(
        *answered->mutable_response(),
        AttributeOpenRow(*open, *resolution.subject, sealer_, changes));
  } else {
    ASSIGN_OR_RETURN(
        *answered->mutable_response(),
        DismissOpenRow(*open, WithdrawnBy(acting, resolution.reason), changes));
  }
  PutAnswered(act_id, *answered, act.view());
  return answered->response();
}

}  // namespace creditproof::ingestion
