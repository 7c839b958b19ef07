#include "services/ingestion/objection_service.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/admit_subject.h"
#include "services/ingestion/families.h"
#include "services/ingestion/objection_act.h"
#include "services/ingestion/objections.h"
#include "services/ingestion/timed_page.h"

namespace creditproof::ingestion {
namespace {

using v1::AnswerObjectionRequest;
using v1::FileObjectionRequest;
using v1::ListObjectionsRequest;
using v1::ListObjectionsResponse;
using v1::Objection;

constexpr std::size_t kMaxCharacters = 2000;

absl::StatusOr<ObjectionAnswer> ParseAnswer(
    const AnswerObjectionRequest& request) {
  ObjectionAnswer answer;
  ASSIGN_OR_RETURN(answer.objection,
                   ParseSourceItem("name", request.name(), kObjectionsOf));
  ASSIGN_OR_RETURN(answer.text,
                   ParseWords("answer", request.answer(), kMaxCharacters));
  answer.upheld = request.upheld();
  answer.withdraw_record = request.withdraw_record();
  if (answer.withdraw_record && !answer.upheld) {
    return base::InvalidField("withdraw_record", "goes with upheld only");
  }
  return answer;
}

absl::StatusOr<Filing> ParseFiling(const FileObjectionRequest& request) {
  ASSIGN_OR_RETURN(SubjectRecord record,
                   ParseRecordName("record", request.record()));
  ASSIGN_OR_RETURN(
      std::string statement,
      ParseWords("statement", request.statement(), kMaxCharacters));
  ASSIGN_OR_RETURN(std::string request_id,
                   ParseRequestId(request.request_id()));
  return Filing{record.subject, std::move(record.record_id),
                std::move(statement), std::move(request_id)};
}

}  // namespace

ObjectionServiceImpl::ObjectionServiceImpl(const kv::Store& store,
                                           Writer& writer, audit::Trail& trail,
                                           SourceActors actors,
                                           access::Judge judge,
                                           const rpc::Gate& gate,
                                           base::Clock clock)
    : calls_(store, writer, trail, std::move(actors), std::move(clock)),
      judge_(std::move(judge)),
      gate_(gate) {}

grpc::ServerUnaryReactor* ObjectionServiceImpl::FileObjection(
    grpc::CallbackServerContext* context, const FileObjectionRequest* request,
    Objection* response) {
  return gate_.ServeBlocking(
      "FileObjection", context, request, response,
      [this](const auto& r, const auto& caller) { return File(r, caller); });
}

grpc::ServerUnaryReactor* ObjectionServiceImpl::AnswerObjection(
    grpc::CallbackServerContext* context, const AnswerObjectionRequest* request,
    Objection* response) {
  return gate_.ServeBlocking(
      "AnswerObjection", context, request, response,
      [this](const auto& r, const auto& caller) { return Answer(r, caller); });
}

grpc::ServerUnaryReactor* ObjectionServiceImpl::ListObjections(
    grpc::CallbackServerContext* context, const ListObjectionsRequest* request,
    ListObjectionsResponse* response) {
  return gate_.ServeBlocking(
      "ListObjections", context, request, response,
      [this](const auto& r, const auto& caller) { return List(r, caller); });
}

absl::StatusOr<Objection> ObjectionServiceImpl::File(
    const FileObjectionRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Filing filing, ParseFiling(request));
  const AuditedCalls::Call call{"FileObjection",
                                std::string(filing.subject.text()),
                                absl::StrCat("object to ", request.record())};
  ASSIGN_OR_RETURN(
      const Acting acting,
      AdmitSubject(calls_, judge_, request.ground(), caller, call));
  return calls_.Do<Objection>(
      acting, call,
      [&](Act& act) { return ingestion::FileObjection(filing, acting, act); },
      [](const Objection&) { return std::string("FILED"); });
}

absl::StatusOr<Objection> ObjectionServiceImpl::Answer(
    const AnswerObjectionRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const ObjectionAnswer answer, ParseAnswer(request));
  const AuditedCalls::Call call{"AnswerObjection", "",
                                absl::StrCat("answer ", request.name())};
  ASSIGN_OR_RETURN(const Acting acting,
                   calls_.Admit(answer.objection.source_id, caller, call));
  return calls_.Do<Objection>(
      acting, call,
      [&](Act& act) { return ingestion::AnswerObjection(answer, acting, act); },
      [&](const Objection&) {
        return std::string(answer.upheld ? "UPHELD" : "REJECTED");
      });
}

absl::StatusOr<ListObjectionsResponse> ObjectionServiceImpl::List(
    const ListObjectionsRequest& request, const rpc::Caller& caller) const {
  AuditedCalls::Call call{"ListObjections", "",
                          absl::StrCat("objections of ", request.parent())};
  const absl::StatusOr<std::string> source =
      record::ParseSourceName(request.parent());
  if (source.ok()) {
    ASSIGN_OR_RETURN(const Acting acting, calls_.Admit(*source, caller, call));
    return calls_.Show(acting, call,
                       ReadPage(request, ObjectionsToSource(*source)));
  }
  const absl::StatusOr<CreditCode> code =
      record::ParseSubjectName(request.parent());
  if (!code.ok()) {
    return base::InvalidField(
        "parent", "is neither sources/{source} nor subjects/{credit_code}");
  }
  call.subject = std::string(code->text());
  ASSIGN_OR_RETURN(
      const Acting acting,
      AdmitSubject(calls_, judge_, request.ground(), caller, call));
  return calls_.Show(acting, call,
                     ReadPage(request, ObjectionsOfSubject(call.subject)));
}

absl::StatusOr<ListObjectionsResponse> ObjectionServiceImpl::ReadPage(
    const ListObjectionsRequest& request, const std::string& prefix) const {
  const std::string scope =
      absl::StrCat(request.parent(), " ", static_cast<int>(request.state()));
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), scope));
  const View view(calls_.store());
  ListObjectionsResponse response;
  const auto add = [&](const std::string& id) -> absl::StatusOr<std::size_t> {
    ASSIGN_OR_RETURN(const std::optional<Objection> objection,
                     FindObjection(view, id));
    if (!objection.has_value()) return 0;
    if (request.state() != Objection::STATE_UNSPECIFIED &&
        objection->state() != request.state()) {
      return 0;
    }
    *response.add_objections() = *objection;
    return objection->ByteSizeLong();
  };
  ASSIGN_OR_RETURN(
      *response.mutable_next_page_token(),
      ReadTimedPage(calls_.store(), kObjections, prefix, page, scope, add));
  return response;
}

}  // namespace creditproof::ingestion
