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
#include "services/ingestion/call_errors.h"
#include "services/ingestion/call_fields.h"
#include "services/ingestion/derived_id.h"
#include "services/ingestion/describe_open_row.h"
#include "services/ingestion/families.h"
#include "services/ingestion/index.h"
#include "services/ingestion/quarantine.h"
#include "services/ingestion/resolve_open_row.h"
#include "services/ingestion/timed_page.h"

namespace creditproof::ingestion {
namespace {

using Request = v1::ResolveQuarantinedRowRequest;
using Response = v1::ResolveQuarantinedRowResponse;

constexpr std::size_t kReasonCharacters = 500;
constexpr std::size_t kShownSubjects = 100;

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

// What those who were held are told. A recorded row stays what it is.
std::string Dismissal(const v1::OpenRow& open, const Acting& acting,
                      absl::string_view reason) {
  return absl::StrCat(
      acting.ground == kSourceGround ? "报送单位" : "平台管理员",
      open.recorded() ? "已核实该信息与该主体无关或者已处理完毕："
                      : "已撤回该信息：",
      reason);
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
    SourceActors actors, crypto::Sealer sealer, workdays::Calendar calendar,
    const rpc::Gate& gate, base::Clock clock)
    : calls_(store, writer, trail, std::move(actors), std::move(clock)),
      sealer_(std::move(sealer)),
      calendar_(std::move(calendar)),
      gate_(gate) {}

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
  const AuditedCalls::Call call{
      "ListQuarantinedRows", "",
      absl::StrCat(
          "quarantine of ", request.parent(),
          request.show_held_subjects() ? ", with the subjects on hold" : "")};
  ASSIGN_OR_RETURN(const Acting acting, calls_.Admit(*source, caller, call));
  return calls_.Show(acting, call, ReadPage(request, *source));
}

absl::StatusOr<v1::ListQuarantinedRowsResponse> QuarantineServiceImpl::ReadPage(
    const v1::ListQuarantinedRowsRequest& request,
    const std::string& source_id) const {
  ASSIGN_OR_RETURN(const rpc::Page page,
                   rpc::ParsePage(request.page_size(), request.page_token(),
                                  request.parent()));
  v1::ListQuarantinedRowsResponse response;
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      ReadTimedPage(calls_.store(), kQuarantine, OpenRowsPrefix(source_id),
                    page, request.parent(), [&](const std::string& hold_id) {
                      return AddRow(hold_id, request.show_held_subjects(),
                                    response);
                    }));
  return response;
}

absl::StatusOr<std::size_t> QuarantineServiceImpl::AddRow(
    const std::string& hold_id, bool show_held_subjects,
    v1::ListQuarantinedRowsResponse& response) const {
  const View view(calls_.store());
  ASSIGN_OR_RETURN(const std::optional<v1::OpenRow> open,
                   FindOpenRow(view, hold_id));
  if (!open.has_value()) return 0;
  ASSIGN_OR_RETURN(const std::vector<std::string> held, HeldBy(view, hold_id));
  v1::QuarantinedRow& row = *response.add_rows();
  ASSIGN_OR_RETURN(row, ForItsSource(*open, view, calls_.now()));
  row.set_held_count(static_cast<int>(held.size()));
  if (!show_held_subjects) return row.ByteSizeLong();
  for (std::size_t i = 0; i < std::min(held.size(), kShownSubjects); ++i) {
    row.add_held_subjects(absl::StrCat("subjects/", held[i]));
  }
  return row.ByteSizeLong();
}

absl::StatusOr<Response> QuarantineServiceImpl::Resolve(
    const Request& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Resolution resolution, Resolution::Parse(request));
  const bool attributes = resolution.subject.has_value();
  const AuditedCalls::Call call{
      "ResolveQuarantinedRow",
      attributes ? std::string(resolution.subject->text()) : "",
      absl::StrCat(attributes ? "attribute " : "dismiss ", request.name(), ": ",
                   resolution.reason)};
  ASSIGN_OR_RETURN(const Acting acting,
                   calls_.Admit(resolution.row.source_id, caller, call));
  return calls_.Do<Response>(
      acting, call,
      [&](Act& act) { return ResolveOnce(resolution, acting, act); },
      [](const Response& response) {
        return Response::Outcome_Name(response.outcome());
      });
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
    return RequestIdReused(resolution.request_id);
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
    ASSIGN_OR_RETURN(*answered->mutable_response(),
                     AttributeOpenRow(*open, *resolution.subject, sealer_,
                                      calendar_, changes));
  } else {
    ASSIGN_OR_RETURN(
        *answered->mutable_response(),
        DismissOpenRow(*open, Dismissal(*open, acting, resolution.reason),
                       changes));
  }
  PutAnswered(act_id, *answered, act.view());
  return answered->response();
}

}  // namespace creditproof::ingestion
