#include "services/ingestion/objection_service.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "libs/access/ground_name.h"
#include "libs/base/error.h"
#include "libs/base/status_macros.h"
#include "libs/record/subject_name.h"
#include "libs/rpc/page.h"
#include "services/ingestion/families.h"
#include "services/ingestion/objection_act.h"
#include "services/ingestion/objections.h"

namespace creditproof::ingestion {
namespace {

using v1::AnswerObjectionRequest;
using v1::FileObjectionRequest;
using v1::ListObjectionsRequest;
using v1::ListObjectionsResponse;
using v1::Objection;

constexpr std::size_t kMaxCharacters = 2000;
constexpr std::size_t kTimeBytes = 8;  // before the objection id in the key
constexpr absl::string_view kSubjectGround = "SUBJECT";

std::string OutcomeOf(const absl::Status& status, absl::string_view good) {
  return status.ok() ? std::string(good)
                     : absl::StatusCodeToString(status.code());
}

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
    : store_(store),
      writer_(writer),
      trail_(trail),
      actors_(std::move(actors)),
      judge_(std::move(judge)),
      gate_(gate),
      clock_(std::move(clock)) {}

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

absl::StatusOr<Acting> ObjectionServiceImpl::AdmitSubject(
    const access::v1::Ground& ground, absl::string_view method,
    absl::string_view credit_code, const rpc::Caller& caller) const {
  const access::Look look{caller.names, credit_code, clock_()};
  const absl::StatusOr<access::Access> access = judge_.Admit(ground, look);
  if (access.ok() && access->ground == kSubjectGround) {
    return Acting{std::string(caller.name()), access->actor, access->ground};
  }
  const Acting refused{std::string(caller.name()), "",
                       std::string(access::GroundName(ground))};
  audit::v1::AuditEntry entry = AuditEntryOf(refused, method, look.now);
  entry.set_subject(std::string(credit_code));
  entry.set_outcome("GROUND_REFUSED");
  trail_.Add(entry);
  RETURN_IF_ERROR(access.status());
  return base::Error(absl::StatusCode::kPermissionDenied,
                     base::Reason::REASON_GROUND_REFUSED,
                     "only the business itself objects to its records",
                     {{"ground", access->ground}, {"rule", "subject"}});
}

absl::StatusOr<Objection> ObjectionServiceImpl::File(
    const FileObjectionRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const Filing filing, ParseFiling(request));
  ASSIGN_OR_RETURN(const Acting acting,
                   AdmitSubject(request.ground(), "FileObjection",
                                filing.subject.text(), caller));
  Objection objection;
  const absl::Status done = writer_.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(objection, ingestion::FileObjection(filing, acting, act));
    return absl::OkStatus();
  });
  audit::v1::AuditEntry entry = AuditEntryOf(acting, "FileObjection", clock_());
  entry.set_subject(std::string(filing.subject.text()));
  entry.set_purpose(absl::StrCat("object to ", request.record()));
  entry.set_outcome(OutcomeOf(done, "FILED"));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  RETURN_IF_ERROR(done);
  return objection;
}

absl::StatusOr<Objection> ObjectionServiceImpl::Answer(
    const AnswerObjectionRequest& request, const rpc::Caller& caller) {
  ASSIGN_OR_RETURN(const ObjectionAnswer answer, ParseAnswer(request));
  ASSIGN_OR_RETURN(
      const Acting acting,
      actors_.Admit(View(store_), answer.objection.source_id, caller));
  Objection objection;
  const absl::Status done = writer_.Do([&](Act& act) -> absl::Status {
    ASSIGN_OR_RETURN(objection,
                     ingestion::AnswerObjection(answer, acting, act));
    return absl::OkStatus();
  });
  audit::v1::AuditEntry entry =
      AuditEntryOf(acting, "AnswerObjection", clock_());
  entry.set_purpose(absl::StrCat("answer ", request.name()));
  entry.set_outcome(OutcomeOf(done, answer.upheld ? "UPHELD" : "REJECTED"));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  RETURN_IF_ERROR(done);
  return objection;
}

absl::StatusOr<ListObjectionsResponse> ObjectionServiceImpl::List(
    const ListObjectionsRequest& request, const rpc::Caller& caller) const {
  Acting acting;
  std::string prefix;
  std::string subject;
  const absl::StatusOr<std::string> source =
      record::ParseSourceName(request.parent());
  if (source.ok()) {
    ASSIGN_OR_RETURN(acting, actors_.Admit(View(store_), *source, caller));
    prefix = ObjectionsToSource(*source);
  } else {
    const absl::StatusOr<CreditCode> code =
        record::ParseSubjectName(request.parent());
    if (!code.ok()) {
      return base::InvalidField(
          "parent", "is neither sources/{source} nor subjects/{credit_code}");
    }
    subject = std::string(code->text());
    ASSIGN_OR_RETURN(acting, AdmitSubject(request.ground(), "ListObjections",
                                          subject, caller));
    prefix = ObjectionsOfSubject(subject);
  }
  absl::StatusOr<ListObjectionsResponse> page = ReadPage(request, prefix);
  audit::v1::AuditEntry entry =
      AuditEntryOf(acting, "ListObjections", clock_());
  entry.set_subject(subject);
  entry.set_purpose(absl::StrCat("objections of ", request.parent()));
  entry.set_outcome(OutcomeOf(page.status(), "SHOWN"));
  RETURN_IF_ERROR(trail_.WaitDurable(trail_.Add(entry)));
  return page;
}

absl::StatusOr<ListObjectionsResponse> ObjectionServiceImpl::ReadPage(
    const ListObjectionsRequest& request, const std::string& prefix) const {
  const std::string scope =
      absl::StrCat(request.parent(), " ", static_cast<int>(request.state()));
  ASSIGN_OR_RETURN(
      const rpc::Page page,
      rpc::ParsePage(request.page_size(), request.page_token(), scope));
  const View view(store_);
  ListObjectionsResponse response;
  std::string last;
  absl::Status broken;
  RETURN_IF_ERROR(store_.Scan(
      kObjections, prefix,
      page.after.empty() ? "" : absl::StrCat(prefix, page.after),
      [&](absl::string_view key, absl::string_view) {
        const absl::string_view suffix = key.substr(prefix.size());
        auto objection = FindObjection(view, suffix.substr(kTimeBytes));
        broken.Update(objection.status());
        if (!objection.ok()) return false;
        if (!objection->has_value()) return true;
        if (request.state() != Objection::STATE_UNSPECIFIED &&
            (*objection)->state() != request.state()) {
          return true;
        }
        if (static_cast<std::size_t>(response.objections_size()) == page.size) {
          response.set_next_page_token(rpc::PageToken(last, scope));
          return false;
        }
        *response.add_objections() = **std::move(objection);
        last = std::string(suffix);
        return true;
      }));
  RETURN_IF_ERROR(broken);
  return response;
}

}  // namespace creditproof::ingestion
